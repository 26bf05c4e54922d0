package org.dubbelslot.egress;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Names the only classes that may open a connection: those of this room. */
class OneDoorTest {
  /** Types whose use, of whatever method, opens connections or makes what opens them. */
  private static final String CONNECTORS =
      "java\\.net\\.http\\.HttpClient(\\$Builder)?"
          + "|java\\.net\\.(Socket|DatagramSocket|MulticastSocket|SocketFactory|HttpURLConnection"
          + "|URLConnection|InetAddress|Inet4Address|Inet6Address)"
          + "|java\\.nio\\.channels\\.(SocketChannel|AsynchronousSocketChannel|DatagramChannel)"
          + "|javax\\.net\\.(SocketFactory|ssl\\.SSLSocketFactory|ssl\\.HttpsURLConnection)"
          + "|javax\\.naming\\..*|java\\.rmi\\..*"
          + "|okhttp3\\.OkHttpClient(\\$Builder)?"
          + "|com\\.microsoft\\.graph\\.core\\.requests\\.GraphClientFactory"
          + "|com\\.azure\\.core\\.http\\.jdk\\..*"
          + "|com\\.azure\\.core\\.http\\.HttpClient";

  /** Single methods that open connections on types that are harmless otherwise. */
  private static final DescribedPredicate<JavaAccess<?>> OPENS =
      DescribedPredicate.describe(
          "opens a connection",
          access -> {
            String call = access.getTargetOwner().getName() + "." + access.getName();
            return call.equals("java.net.URL.openConnection")
                || call.equals("java.net.URL.openStream")
                || call.equals("java.net.URL.getContent")
                || call.equals("com.microsoft.kiota.http.KiotaClientFactory.create")
                || call.equals("com.microsoft.graph.core.requests.GraphClientFactory.create");
          });

  private static final DescribedPredicate<JavaAccess<?>> USES_A_CONNECTOR =
      DescribedPredicate.describe(
          "uses what opens connections",
          access ->
              access.getTargetOwner().getName().matches(CONNECTORS)
                  // A table of file endings that happens to live on that type.
                  && !access.getName().equals("guessContentTypeFromName"));

  private static ArchRule oneDoor(String... mayListen) {
    String[] free = new String[mayListen.length + 1];
    free[0] = "org.dubbelslot.egress..";
    System.arraycopy(mayListen, 0, free, 1, mayListen.length);
    return noClasses()
        .that()
        .resideOutsideOfPackages(free)
        .should()
        .accessTargetWhere(OPENS.or(USES_A_CONNECTOR));
  }

  @Test
  void onlyTheRoomEgressOpensConnections() {
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.dubbelslot");
    // The sandbox binds its listener to an address of this computer.
    oneDoor("org.dubbelslot.sandbox..", "org.dubbelslot.keyservice..").check(ours);
    noClasses()
        .that()
        .resideInAnyPackage("org.dubbelslot.sandbox..", "org.dubbelslot.keyservice..")
        .should()
        .accessTargetWhere(
            OPENS.or(
                USES_A_CONNECTOR.and(
                    DescribedPredicate.describe(
                        "names no address of this computer",
                        access -> !access.getTargetOwner().getName().startsWith("java.net.Inet")))))
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void onlyTheRoomEgressAndTheListenersKnowServerSockets() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.dubbelslot.sandbox..", "org.dubbelslot.keyservice..")
        .should()
        .callConstructorWhere(
            target(owner(nameMatching(".*ServerSocket(Channel)?|.*jetty\\.server\\..*"))))
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.dubbelslot"));
  }

  @Test
  void theRuleCanFail() {
    for (Class<?> breaker : new Class<?>[] {OwnClient.class, OwnOkHttp.class, OwnUrl.class}) {
      JavaClasses classes = new ClassFileImporter().importClasses(breaker);
      JavaClass one = classes.iterator().next();
      assertThat(one.getAccessesFromSelf().stream().anyMatch(OPENS.or(USES_A_CONNECTOR)))
          .as(breaker.getSimpleName())
          .isTrue();
    }
  }

  @SuppressWarnings("unused") // compiled to be looked at, never run
  private static final class OwnClient {
    HttpClient open() {
      return HttpClient.newHttpClient();
    }
  }

  @SuppressWarnings("unused") // compiled to be looked at, never run
  private static final class OwnOkHttp {
    OkHttpClient open() {
      return new OkHttpClient();
    }
  }

  @SuppressWarnings("unused") // compiled to be looked at, never run
  private static final class OwnUrl {
    InputStream open() throws IOException {
      return URI.create("https://example.org/").toURL().openStream();
    }
  }
}
