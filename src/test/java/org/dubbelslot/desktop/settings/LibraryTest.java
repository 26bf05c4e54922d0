package org.dubbelslot.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
