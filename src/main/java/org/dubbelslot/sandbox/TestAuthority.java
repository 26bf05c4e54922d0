package org.dubbelslot.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A certificate authority made for one start, and the server certificate that it signed. */
final class TestAuthority {
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final X500Name CA = new X500Name("CN=Dubbelslot sandbox CA");
  private static final X500Name SERVER = new X500Name("CN=Dubbelslot sandbox");
  private static final Duration LIFETIME = Duration.ofDays(30);

  private final Path caFile;
  private final KeyStore keys;
  private final String password;

  private TestAuthority(Path caFile, KeyStore keys, String password) {
    this.caFile = caFile;
    this.keys = keys;
    this.password = password;
  }

  /** Makes both and writes the authority's certificate to {@code ca.pem}; its key is forgotten. */
  static TestAuthority create(Path root) throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair caKeys = generator.generateKeyPair();
    KeyPair serverKeys = generator.generateKeyPair();
    Certificate ca = certificate(CA, caKeys, caKeys, true);
    Certificate server = certificate(SERVER, serverKeys, caKeys, false);
    StringWriter pem = new StringWriter();
    try (PemWriter writer = new PemWriter(pem)) {
      writer.writeObject(new PemObject("CERTIFICATE", ca.getEncoded()));
    }
    Path caFile = root.toAbsolutePath().resolve("ca.pem");
    Files.writeString(caFile, pem.toString(), StandardCharsets.US_ASCII);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    String password = Ids.secret();
    keys.setKeyEntry(
        "server", serverKeys.getPrivate(), password.toCharArray(), new Certificate[] {server, ca});
    return new TestAuthority(caFile, keys, password);
  }

  Path caFile() {
    return caFile;
  }

  /** A connector that speaks http/1.1 over TLS. */
  ServerConnector connector(Server server, HttpConnectionFactory http) {
    // Clients reach us as 127.0.0.1, for which no SNI exists.
    http.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(keys);
    context.setKeyStorePassword(password);
    context.setSniRequired(false);
    return new ServerConnector(
        server, 1, 1, new SslConnectionFactory(context, http.getProtocol()), http);
  }

  private static Certificate certificate(
      X500Name subject, KeyPair keys, KeyPair issuer, boolean authority)
      throws GeneralSecurityException, IOException {
    Instant now = Instant.now();
    V3TBSCertificateGenerator draft = new V3TBSCertificateGenerator();
    draft.setSerialNumber(new ASN1Integer(new BigInteger(120, new SecureRandom())));
    draft.setIssuer(CA);
    draft.setSubject(subject);
    draft.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
    draft.setEndDate(new Time(Date.from(now.plus(LIFETIME))));
    draft.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    draft.setSignature(ECDSA);
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    extensions.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
    if (!authority) {
      extensions.addExtension(Extension.subjectAlternativeName, false, names());
    }
    draft.setExtensions(extensions.generate());
    TBSCertificate tbs = draft.generateTBSCertificate();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(issuer.getPrivate());
    signature.update(tbs.getEncoded("DER"));
    ASN1EncodableVector whole = new ASN1EncodableVector();
    whole.add(tbs);
    whole.add(ECDSA);
    whole.add(new DERBitString(signature.sign()));
    byte[] encoded = new DERSequence(whole).getEncoded("DER");
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(encoded));
  }

  /** Loopback, and the names under which clients that cannot be told otherwise look for it. */
  private static GeneralNames names() {
    List<GeneralName> names =
        List.of(
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.dNSName, "localhost"));
    Stream<GeneralName> microsofts =
        MicrosoftHosts.names().map(name -> new GeneralName(GeneralName.dNSName, name));
    return new GeneralNames(Stream.concat(names.stream(), microsofts).toArray(GeneralName[]::new));
  }
}
