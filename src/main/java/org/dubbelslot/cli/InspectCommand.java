package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.Inspection;
import org.dubbelslot.format.Inspector;
import org.dubbelslot.format.SealedSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what anyone can see of sealed files, without any key. */
@Command(name = "inspect")
final class InspectCommand implements Action {
  @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "argument.inspect-files")
  List<Path> files;

  @Override
  public int run(Session session) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    int status = session.each(files, Path::toString, array, file -> inspect(session, file, array));
    if (session.output().isJson()) {
      session.output().json(array);
    }
    return status;
  }

  private static void inspect(Session session, Path file, ArrayNode array) throws Exception {
    Path path = SourceFile.of(file).path();
    Inspection seen;
    try (FileChannel channel = FileChannel.open(path)) {
      seen = Inspector.inspect(SealedSource.of(channel));
    } catch (FileSystemException e) {
      throw LocalFileException.whileReading(path, e);
    }
    array.add(json(file, seen));
    Output out = session.output();
    out.say("inspect.file", file, seen.version());
    out.say("inspect.id", seen.id().toString());
    out.say("inspect.length", session.words().size(seen.length()), seen.length());
    out.say("inspect.content", session.words().size(seen.paddedSize()), seen.paddedSize());
    int number = 1;
    for (Inspection.LockInfo lock : seen.locks()) {
      out.say(
          "inspect.lock",
          number++,
          lock.organisation().text(),
          lock.algorithm(),
          lock.team().text());
    }
    out.say("inspect.hidden");
  }

  private static ObjectNode json(Path file, Inspection seen) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("file", file.toString())
            .put("version", seen.version())
            .put("id", seen.id().toString())
            .put("length", seen.length())
            .put("headerLength", seen.headerLength())
            .put("metadataLength", seen.metadataLength())
            .put("contentLength", seen.contentLength())
            .put("paddedSize", seen.paddedSize());
    ArrayNode locks = node.putArray("locks");
    for (Inspection.LockInfo lock : seen.locks()) {
      ObjectNode each = locks.addObject();
      each.putObject("org")
          .put("kid", lock.organisation().text())
          .put("alg", lock.algorithm())
          .put("supported", lock.supported());
      each.putObject("team").put("kid", lock.team().text());
    }
    return node;
  }
}
