package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A library")
class LibraryJarTest {
  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void name() {
    jar = folder.resolve("library.jar");
  }

  @Test
  @DisplayName("that is signed loses its signature, and nothing else")
  void signed() throws Exception {
    write(
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\nMulti-Release: true\n\nName: a.txt\nSHA-256-Digest: YQ==\n\n",
        "META-INF/MAKER.SF",
        "signed",
        "META-INF/MAKER.RSA",
        "certificate",
        "a.txt",
        "content");

    LibraryJar.prepare(jar);

    try (JarFile prepared = new JarFile(jar.toFile())) {
      assertThat(prepared.stream().map(JarEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "a.txt");
      assertThat(prepared.isMultiRelease()).isTrue();
      assertThat(prepared.getManifest().getEntries()).isEmpty();
      assertThat(prepared.getInputStream(prepared.getEntry("a.txt"))).hasContent("content");
    }
  }

  @Test
  @DisplayName("for Java 5 becomes one that the JVM of today verifies, and does the same")
  void oldClasses() throws Exception {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("Old.class"));
      out.write(classForJava5());
    }

    LibraryJar.prepare(jar);

    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      Class<?> old = loader.loadClass("Old");
      assertThat(old.getMethod("larger", int.class, int.class).invoke(null, 3, 7)).isEqualTo(7);
      try (var bytes = loader.getResourceAsStream("Old.class")) {
        assertThat(bytes.readAllBytes()[7]).isEqualTo((byte) ClassFile.JAVA_8_VERSION);
      }
    }
  }

  @Test
  @DisplayName("that is fit already stays as it is")
  void fit() throws Exception {
    write("a.txt", "content");
    byte[] before = Files.readAllBytes(jar);

    LibraryJar.prepare(jar);

    assertThat(jar).hasBinaryContent(before);
  }

  /** {@code static int larger(int a, int b) { return a < b ? b : a; }} without stack maps. */
  private static byte[] classForJava5() {
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
        .build(
            ClassDesc.of("Old"),
            type ->
                type.withVersion(ClassFile.JAVA_5_VERSION, 0)
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER)
                    .withMethodBody(
                        "larger",
                        MethodTypeDesc.of(
                            ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> {
                          var second = code.newLabel();
                          code.iload(0)
                              .iload(1)
                              .if_icmplt(second)
                              .iload(0)
                              .ireturn()
                              .labelBinding(second)
                              .iload(1)
                              .ireturn();
                        }));
  }

  private void write(String... namesAndContents) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        out.putNextEntry(new JarEntry(namesAndContents[i]));
        out.write(namesAndContents[i + 1].getBytes(UTF_8));
      }
    }
  }
}
