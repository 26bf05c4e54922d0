package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What OneDrive and the way to it may do, each against everything that is done with a drive.
 *
 * <p>Each line of the matrix is one fault, played on the requests that a column stands for:
 *
 * <ul>
 *   <li>{@code small}: the one request that uploads a small file
 *   <li>{@code begin}: the request that begins an upload session
 *   <li>{@code large}: the fragments of a large file
 *   <li>{@code ask}: the request that leads to a file's bytes
 *   <li>{@code bytes}: the request for a file's bytes
 *   <li>{@code list}: the pages of a listing
 *   <li>{@code move}: the request that moves and renames a file
 * </ul>
 *
 * <p>{@code ok}: it ends well, with the right bytes, nothing lost and nothing doubled; a name: it
 * ends with that {@link org.dubbelslot.drive.DriveException} and leaves nothing behind; {@code -}:
 * cannot happen there. Every cell makes sure that its fault was played, that the number of requests
 * is bounded, and that nothing secret can be read anywhere.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {
  private static final String MATRIX =
      """
      # The tenant wants to be left alone: everybody waits, for as long as it says.
      429, seconds           | {"status":429,"times":2,"headers":{"Retry-After":"7"}} | ok | ok | ok | ok | ok | ok | ok
      503, a date            | {"status":503,"headers":{"Date":"Mon, 02 Nov 2026 09:00:00 GMT","Retry-After":"Mon, 02 Nov 2026 09:00:20 GMT"}} | ok | ok | ok | ok | ok | ok | ok
      429, says nothing      | {"status":429,"times":3} | ok | ok | ok | ok | ok | ok | ok
      429, page of a proxy   | {"status":429,"text":"<html>slow down</html>"} | ok | ok | ok | ok | ok | ok | ok
      429, for hours         | {"status":429,"headers":{"Retry-After":"7200"}} | Throttled | Throttled | Throttled | Throttled | Throttled | Throttled | Throttled
      429, again and again   | {"status":429,"times":-1,"headers":{"Retry-After":"10"}} | Throttled | Throttled | Throttled | Throttled | Throttled | Throttled | Throttled

      # The service fails, for a while or for good.
      500                    | {"status":500,"times":2} | ok | ok | ok | ok | ok | ok | ok
      502, page of a proxy   | {"status":502,"times":2,"text":"<html>bad gateway</html>"} | ok | ok | ok | ok | ok | ok | ok
      504                    | {"status":504} | ok | ok | ok | ok | ok | ok | ok
      500, for good          | {"status":500,"times":-1} | Protocol | Protocol | Protocol | Protocol | Protocol | Protocol | Protocol

      # The connection.
      broken before          | {"cutAfterBytes":0} | ok | ok | ok | ok | ok | ok | ok
      broken thrice          | {"cutAfterBytes":0,"times":3} | ok | ok | ok | ok | ok | ok | ok
      broken in the middle   | {"cutAfterBytes":9000} | ok | - | ok | - | ok | - | -
      answer lost            | {"cutAfterBytes":99999999} | ok | ok | ok | - | - | - | ok
      last answer lost       | {"cutAfterBytes":99999999,"skip":4} | - | - | ok | - | - | - | -
      broken for good        | {"cutAfterBytes":0,"times":-1} | Unreachable | Unreachable | Unreachable | Unreachable | Unreachable | Unreachable | Unreachable
      silent before          | {"cutAfterBytes":0,"silent":true} | ok | ok | ok | ok | ok | ok | ok
      silent in the middle   | {"cutAfterBytes":9000,"silent":true} | ok | - | ok | - | ok | - | -
      slow                   | {"delayMillis":200} | ok | ok | ok | ok | ok | ok | ok

      # Answers that are not the drive's, or not whole.
      page of a portal       | {"status":200,"text":"<html>sign in to the wifi</html>"} | ok | ok | ok | - | - | ok | ok
      portal for good        | {"status":200,"times":-1,"text":"<html>sign in to the wifi</html>"} | Protocol | Protocol | Protocol | - | - | Protocol | Protocol
      cut JSON               | {"keep":30} | ok | ok | ok | - | - | ok | ok
      last cut JSON          | {"keep":30,"skip":4} | - | - | ok | - | - | - | -
      no JSON                | {"keep":0} | ok | ok | ok | - | - | ok | ok
      gzip that is none      | {"status":200,"text":"garbage","headers":{"Content-Encoding":"gzip"}} | ok | ok | ok | - | - | ok | ok
      empty object           | {"status":200,"body":{}} | ok | ok | ok | - | - | ok | ok
      empty for good         | {"status":200,"body":{},"times":-1} | Protocol | Protocol | Protocol | - | - | Protocol | Protocol

      # Refusals: told as what they are, at once. Where a session is refused because of a lock and
      # there is no file, another session is to blame, and the file goes in one request.
      401 once               | {"status":401} | ok | ok | SessionLost | ok | ok | ok | ok
      401 for good           | {"status":401,"times":-1} | NotSignedIn | NotSignedIn | SessionLost | NotSignedIn | NotSignedIn | NotSignedIn | NotSignedIn
      403                    | {"status":403,"body":{"error":{"code":"accessDenied","message":"x"}},"times":-1} | Denied | Denied | Denied | Denied | Denied | Denied | Denied
      423, notAllowed        | {"status":423,"body":{"error":{"code":"notAllowed","message":"x","innerError":{"code":"resourceLocked"}}}} | Locked | ok | Locked | Locked | Locked | Locked | Locked
      423, resourceLocked    | {"status":423,"body":{"error":{"code":"resourceLocked","message":"x"}}} | Locked | ok | Locked | Locked | Locked | Locked | Locked
      423, accessDenied      | {"status":423,"body":{"error":{"code":"accessDenied","message":"Lock token"}}} | Locked | ok | Locked | Locked | Locked | Locked | Locked
      403, locked            | {"status":403,"body":{"error":{"code":"notAllowed","message":"x"}}} | Locked | ok | Locked | Locked | ok | Locked | Locked
      507                    | {"status":507} | QuotaFull | QuotaFull | QuotaFull | - | - | - | QuotaFull
      400                    | {"status":400} | Protocol | Protocol | Protocol | Protocol | Protocol | Protocol | Protocol
      418                    | {"status":418} | Protocol | Protocol | Protocol | Protocol | Protocol | Protocol | Protocol

      # Refusals that are often untrue: asked again before a person is told.
      404 once               | {"status":404} | ok | ok | ok | ok | ok | ok | ok
      404 for good           | {"status":404,"times":-1} | NotFound | NotFound | SessionLost | NotFound | NotFound | NotFound | NotFound
      409, name              | {"status":409,"body":{"error":{"code":"nameAlreadyExists","message":"x"}}} | UploadPending | ok | NameTaken | - | - | - | NameTaken
      412                    | {"status":412} | Changed | Changed | Changed | - | - | - | Changed
      416 once               | {"status":416} | - | - | ok | - | ok | - | -
      416 for good           | {"status":416,"times":-1} | - | - | Protocol | - | Protocol | - | -

      # Ways elsewhere: the token goes to Graph alone, and nothing goes over plain http.
      302, plain http        | {"status":302,"headers":{"Location":"http://example.org/x"},"times":-1} | Protocol | Protocol | Protocol | NotTrusted | NotTrusted | Protocol | Protocol
      302, unknown host      | {"status":302,"headers":{"Location":"https://nowhere.invalid/x"},"times":-1} | Protocol | Protocol | Protocol | Unreachable | Unreachable | Protocol | Protocol
      302, nowhere           | {"status":302,"headers":{"Location":"::"},"times":-1} | Protocol | Protocol | Protocol | Protocol | Protocol | Protocol | Protocol

      # What a session says that it has.
      says it has nothing    | {"set":{"nextExpectedRanges":["0-"]},"times":2} | - | - | ok | - | - | - | -
      never has anything     | {"set":{"nextExpectedRanges":["0-"]},"times":-1} | - | - | ok | - | - | - | -
      has what nobody sent   | {"set":{"nextExpectedRanges":["983040-"]}} | - | - | ok | - | - | - | -
      has all at once        | {"set":{"nextExpectedRanges":["9999999-"]}} | - | - | ok | - | - | - | -
      ranges without sense   | {"set":{"nextExpectedRanges":["all","of it"]}} | - | - | ok | - | - | - | -
      no ranges              | {"set":{"nextExpectedRanges":null}} | - | - | ok | - | - | - | -

      # Hashes and ranges.
      no hash                | {"set":{"hashes":null},"times":-1} | ok | - | ok | - | - | ok | ok
      other hash             | {"set":{"quickXorHash":"AAAAAAAAAAAAAAAAAAAAAAAAAAA="},"times":-1} | Damaged | - | Damaged | - | - | - | -
      other size             | {"set":{"size":5},"times":-1} | Damaged | - | Damaged | - | - | - | -
      whole file for a range | {"hide":["range"],"times":-1} | - | - | - | - | ok | - | -
      """;

  private static final List<Column> COLUMNS = List.of(Column.values());

  private MatrixStage stage;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    stage = new MatrixStage(folder);
  }

  @AfterAll
  void close() throws Exception {
    stage.close();
  }

  private static Stream<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (String line : MATRIX.split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] part = line.split("\\|", -1);
      assertThat(part).as(line).hasSize(COLUMNS.size() + 2);
      for (Column column : COLUMNS) {
        String expected = part[column.ordinal() + 2].strip();
        if (!expected.equals("-")) {
          cells.add(Arguments.of(part[0].strip(), column, expected, part[1].strip()));
        }
      }
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("cells")
  void holds(String name, Column column, String expected, String fault) throws Exception {
    MatrixStage.Cell cell = stage.cell(column, name.startsWith("silent"));
    cell.prepare();
    cell.play(fault);
    String outcome = cell.run();
    assertThat(cell.faultsPlayed()).as("requests on which the fault was played").isPositive();
    assertThat(outcome).as(cell::story).isEqualTo(expected);
    assertThat(cell.requests()).as("requests").hasSizeLessThan(80);
    assertThat(cell.waited()).as("time waited").isLessThan(Duration.ofMinutes(30));
    cell.requireNothingLostOrDoubled(outcome);
    cell.requireNothingSecretTold();
  }

  @Test
  void hasNoEmptyColumnOrLine() {
    assertThat(cells().count()).isGreaterThan(250);
  }
}
