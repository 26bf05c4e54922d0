package org.dubbelslot.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

@DisplayName("The list of libraries")
class LibraryTest {
  private static final Path BASE = Path.of(System.getProperty("project.basedir", "."));

  /** What a library delivers for one operating system apart. */
  private static final Pattern PLATFORM =
      Pattern.compile("-(?:linux|linux-aarch64|win|mac|mac-aarch64)\\.jar$");

  private static Set<String> listed() {
    return Library.all().stream().map(Library::file).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("names each once, with a licence, in alphabetical order")
  void wellFormed() {
    List<Library> all = Library.all();
    assertThat(all)
        .hasSizeGreaterThan(50)
        .doesNotHaveDuplicates()
        .allMatch(one -> !one.licence().isBlank() && !one.group().isBlank())
        .isSortedAccordingTo((a, b) -> a.artifact().compareToIgnoreCase(b.artifact()));
  }

  @Test
  @DisplayName("names the versions that are on the class path")
  void versions() {
    Set<String> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .collect(Collectors.toSet());
    assertThat(listed()).isSubsetOf(classPath);
  }

  @Test
  @DisplayName("names everything that the build says is delivered")
  void declared() throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(BASE.resolve("pom.xml").toFile())
            .getDocumentElement();
    Set<String> listed = Library.all().stream().map(Library::artifact).collect(Collectors.toSet());
    assertThat(children(child(project, "dependencies")))
        .filteredOn(one -> children(one).noneMatch(LibraryTest::isTestScope))
        .extracting(one -> child(one, "artifactId").getTextContent())
        .hasSizeGreaterThan(10)
        .isSubsetOf(listed);
  }

  @Test
  @DisplayName("is exactly what lies beside the packaged program")
  void delivered() throws Exception {
    Path libraries = BASE.resolve("target/app/lib");
    Path pom = BASE.resolve("pom.xml");
    assumeTrue(
        Files.isDirectory(libraries)
            && Files.getLastModifiedTime(libraries).compareTo(Files.getLastModifiedTime(pom)) > 0,
        "the program is not packaged as the build says now");
    try (Stream<Path> files = Files.list(libraries)) {
      Set<String> delivered =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar") && !name.equals("dubbelslot.jar"))
              .map(name -> PLATFORM.matcher(name).replaceFirst(".jar"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(delivered).isEqualTo(listed());
    }
  }

  private static boolean isTestScope(Element element) {
    return element.getTagName().equals("scope") && element.getTextContent().equals("test");
  }

  private static Element child(Element parent, String name) {
    return children(parent).filter(one -> one.getTagName().equals(name)).findFirst().orElseThrow();
  }

  private static Stream<Element> children(Element parent) {
    Stream<Node> siblings =
        Stream.iterate(parent.getFirstChild(), node -> node != null, Node::getNextSibling);
    return siblings.filter(Element.class::isInstance).map(Element.class::cast);
  }
}
