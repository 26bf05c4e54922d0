package org.dubbelslot.desktop.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.LocalFileException;

/** Writes connections for other programs; names and forms are the same in every language. */
enum Export {
  /** RFC 4180, with a head. */
  CSV {
    @Override
    void write(List<EgressRecord> rows, Writer out) throws IOException {
      out.write("time,host,port,purpose,bytesOut,bytesIn,status,peer\r\n");
      for (EgressRecord row : rows) {
        out.write(
            String.join(
                ",",
                row.time().toString(),
                cell(row.host()),
                String.valueOf(row.port()),
                row.purpose().name(),
                String.valueOf(row.bytesOut()),
                String.valueOf(row.bytesIn()),
                String.valueOf(row.status()),
                cell(row.peer())));
        out.write("\r\n");
      }
    }
  },
  /** One array of objects, with the members that stand in the program's own record. */
  JSON {
    @Override
    void write(List<EgressRecord> rows, Writer out) throws IOException {
      try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartArray();
        for (EgressRecord row : rows) {
          json.writeRaw('\n');
          json.writeStartObject();
          json.writeStringField("time", row.time().toString());
          json.writeStringField("host", row.host());
          json.writeNumberField("port", row.port());
          json.writeStringField("purpose", row.purpose().name());
          json.writeNumberField("bytesOut", row.bytesOut());
          json.writeNumberField("bytesIn", row.bytesIn());
          json.writeNumberField("status", row.status());
          json.writeStringField("peer", row.peer());
          json.writeEndObject();
        }
        json.writeRaw('\n');
        json.writeEndArray();
        json.writeRaw('\n');
      }
    }
  };

  abstract void write(List<EgressRecord> rows, Writer out) throws IOException;

  /** The usual end of such a file's name. */
  String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes a file that appears whole or not at all.
   *
   * @throws LocalFileException when that fails
   */
  void save(List<EgressRecord> rows, Path file) throws LocalFileException {
    try (AtomicFile target = AtomicFile.create(file, true)) {
      Writer out = new BufferedWriter(new OutputStreamWriter(target.output(), UTF_8));
      write(rows, out);
      out.flush();
      target.commit();
    } catch (LocalFileException e) {
      throw e;
    } catch (IOException e) {
      throw LocalFileException.whileWriting(file, e);
    }
  }

  /** Quoted, and without what a spreadsheet would take for a formula. */
  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
