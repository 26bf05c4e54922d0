package org.dubbelslot.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  @Test
  void readsOneObjectThatMayEndInSpaces() throws IOException {
    ObjectNode object =
        parse("{\"naam\":\"Zoë \\ud83d\\udd11 🔑\",\"n\":-9007199254740991,\"l\":[true,null]}   ");
    assertThat(object.required("naam").textValue()).isEqualTo("Zoë 🔑 🔑");
    assertThat(object.required("n").longValue()).isEqualTo(-StrictJson.MAX_INTEGER);
    assertThat(object.required("l")).hasSize(2);
    assertThat(parse("{}")).isEmpty();
  }

  @Test
  void takesTheBlanksOfAnEditorForNoneOfTheValue() {
    byte[] value = "{\"a\":\" \"}".getBytes(StandardCharsets.UTF_8);
    for (String around : List.of("", "\n", "\r\n", "\t \n\n")) {
      byte[] written =
          (around + new String(value, StandardCharsets.UTF_8) + around)
              .getBytes(StandardCharsets.UTF_8);
      assertThat(StrictJson.ofEditor(written)).isEqualTo(value);
    }
    assertThat(StrictJson.ofEditor("\n \n".getBytes(StandardCharsets.UTF_8))).isEmpty();
    byte[] spoilt = {'{', '}', (byte) 0xe9, '\n'};
    assertThat(StrictJson.ofEditor(spoilt)).containsExactly('{', '}', 0xe9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "1",
        " {}",
        "\n{}",
        "\ufeff{}",
        "{}\n",
        "{}{}",
        "{} {}",
        "{}x}",
        "{}\u0000",
        "{",
        "{\"a\":1",
        "{\"a\":}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":1 /* no */}",
        "{\"a\":1}//}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":tru}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":0x1}"
      })
  void refusesWhatIsNotExactlyOneWellFormedObject(String text) {
    refused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"b\":2,\"\\u0061\":3}",
        "{\"o\":{\"a\":1,\"a\":2}}",
        "{\"l\":[{\"a\":1,\"a\":2}]}"
      })
  void refusesMembersThatStandTwice(String text) {
    refused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1.0",
        "1e3",
        "1E400",
        "1e-400",
        "9007199254740992",
        "-9007199254740992",
        "9223372036854775808",
        "-9223372036854775808",
        "99999999999999999999",
        "100000000000000000000000000000000000000000"
      })
  void refusesNumbersThatSomeReaderRounds(String number) {
    refused("{\"n\":" + number + "}");
    refused("{\"l\":[[{\"n\":" + number + "}]]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud800", "\\udfff", "\\udc00\\ud800", "\\ud800\\ud800\\udc00", "x\\ud83dx"})
  void refusesHalfASurrogatePairInTextsAndInNames(String escape) {
    refused("{\"a\":\"" + escape + "\"}");
    refused("{\"a\":[[\"" + escape + "\"]]}");
    refused("{\"" + escape + "\":1}");
    refused("{\"a\":{\"" + escape + "\":1}}");
  }

  @Test
  void refusesMalformedUtf8() {
    int[][] malformed = {
      {0xff},
      {0x80},
      {0xc0, 0x80},
      {0xc1, 0xbf},
      {0xe0, 0x80, 0x80},
      {0xed, 0xa0, 0x80},
      {0xf4, 0x90, 0x80, 0x80},
      {0xf5, 0x80, 0x80, 0x80},
      {0xc3},
      {0xe2, 0x82}
    };
    for (int[] bytes : malformed) {
      StringBuilder latin = new StringBuilder("{\"a\":\"");
      for (int b : bytes) {
        latin.append((char) b);
      }
      byte[] json = latin.append("\"}").toString().getBytes(StandardCharsets.ISO_8859_1);
      assertThatIOException().isThrownBy(() -> StrictJson.parse(json)).withMessage("not UTF-8");
    }
  }

  @Test
  void readsEightLevelsAndNoNinth() throws IOException {
    assertThat(parse("{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}")).hasSize(1);
    refused("{\"a\":" + "[".repeat(8) + "]".repeat(8) + "}");
    refused("{\"a\":".repeat(9) + "1" + "}".repeat(9));
    refused("{\"a\":" + "[".repeat(1_000_000));
  }

  @Test
  void neverQuotesWhatItRefuses() {
    assertThatIOException()
        .isThrownBy(() -> parse("{\"key\":\"geheim\",\"key\":\"geheim\"}"))
        .satisfies(e -> assertThat(e).hasMessageNotContainingAny("geheim", "key").hasNoCause());
  }

  @Test
  void readsOneArrayWhereAnArrayIsExpected() throws IOException {
    assertThat(StrictJson.parseArray("[{\"a\":1}, 2] ".getBytes(StandardCharsets.UTF_8)))
        .hasSize(2);
    for (String text : new String[] {"{}", "", "[] []", "[1.5]", "[\"\\ud800\"]", "[[1],]"}) {
      assertThatIOException()
          .as(text)
          .isThrownBy(() -> StrictJson.parseArray(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void readsWhatItWrites() throws IOException {
    byte[] written = StrictJson.write(parse("{ \"z\" : [ 1, \"é\" ], \"a\" : null }"));
    assertThat(written).asString(StandardCharsets.UTF_8).isEqualTo("{\"z\":[1,\"é\"],\"a\":null}");
    assertThat(StrictJson.write(StrictJson.parse(written))).isEqualTo(written);
  }

  private static void refused(String text) {
    assertThatIOException().as(text).isThrownBy(() -> parse(text));
  }

  private static ObjectNode parse(String text) throws IOException {
    return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
