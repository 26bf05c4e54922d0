package org.dubbelslot.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * Makes a library fit for the AOT cache, which takes no class from a signed jar and none that was
 * compiled for Java 5: such classes would be read, checked and linked anew at every start.
 *
 * <p>Nothing is lost with a signature: the JVM checks it against the certificate that lies beside
 * it in the same jar, and against nothing else. A class for Java 5 becomes one for Java 8 with the
 * same instructions and the stack maps that verification has asked for since Java 6.
 */
final class LibraryJar {
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  private static final String CLASS = ".class";

  private LibraryJar() {}

  /**
   * Rewrites the jar where it must be.
   *
   * @throws IOException when it cannot be read or replaced
   */
  static void prepare(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile old = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ)) {
      if (isFit(old)) {
        return;
      }
      ClassFile classFile =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(classes(old)),
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
      try (OutputStream file = Files.newOutputStream(rewritten);
          JarOutputStream out = new JarOutputStream(file)) {
        for (JarEntry entry : entries(old)) {
          copy(old, entry, classFile, out);
        }
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isFit(JarFile jar) throws IOException {
    for (JarEntry entry : entries(jar)) {
      if (SIGNATURE.matcher(entry.getName()).matches()
          || entry.getName().endsWith(CLASS) && isForJava5(bytes(jar, entry))) {
        return false;
      }
    }
    return true;
  }

  private static void copy(JarFile old, JarEntry entry, ClassFile classFile, JarOutputStream out)
      throws IOException {
    String name = entry.getName();
    if (SIGNATURE.matcher(name).matches()) {
      return;
    }
    byte[] bytes = bytes(old, entry);
    if (name.equals(JarFile.MANIFEST_NAME)) {
      bytes = withoutDigests(bytes);
    } else if (name.endsWith(CLASS) && isForJava5(bytes)) {
      bytes = forJava8(bytes, classFile);
    }
    JarEntry copy = new JarEntry(name);
    copy.setTimeLocal(entry.getTimeLocal());
    out.putNextEntry(copy);
    out.write(bytes);
    out.closeEntry();
  }

  /** Bytes 6 and 7 of a class file are its major version; 49 is Java 5's. */
  private static boolean isForJava5(byte[] classBytes) {
    int major = (classBytes[6] & 0xff) << 8 | classBytes[7] & 0xff;
    return major <= ClassFile.JAVA_5_VERSION;
  }

  private static byte[] forJava8(byte[] classBytes, ClassFile classFile) {
    ClassModel model = classFile.parse(classBytes);
    ClassTransform newVersion =
        (builder, element) ->
            builder.with(
                element instanceof ClassFileVersion
                    ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                    : element);
    // Code that passes through a transform is written anew, and stack maps with it.
    ClassTransform newCode = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    return classFile.transformClass(model, newVersion.andThen(newCode));
  }

  private static ClassHierarchyResolver classes(JarFile jar) {
    return ClassHierarchyResolver.ofResourceParsing(description -> stream(jar, description))
        .orElse(ClassHierarchyResolver.defaultResolver())
        .cached();
  }

  private static InputStream stream(JarFile jar, ClassDesc description) {
    String descriptor = description.descriptorString();
    JarEntry entry = jar.getJarEntry(descriptor.substring(1, descriptor.length() - 1) + CLASS);
    try {
      return entry == null ? null : new ByteArrayInputStream(bytes(jar, entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] withoutDigests(byte[] manifest) throws IOException {
    Attributes main = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
    Manifest reduced = new Manifest();
    reduced.getMainAttributes().putAll(main);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reduced.write(out);
    return out.toByteArray();
  }

  private static List<JarEntry> entries(JarFile jar) {
    return Collections.list(jar.entries());
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
