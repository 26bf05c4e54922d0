package org.dubbelslot.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.MlDsa65;

/** Custodian sets and signatures as JSON: {@code custodians/<n>.json}, {@code *.sig.json}. */
final class CustodiansJson {
  private static final int MAX_SIGNATURES = 4 * CustodianSet.MAX_CUSTODIANS;

  private CustodiansJson() {}

  static byte[] write(CustodianSet set) {
    ObjectNode object =
        JsonBytes.object("custodians")
            .put("organisation", set.organisation().text())
            .put("number", set.number());
    set.previous().ifPresent(previous -> object.put("previous", previous));
    object.put("quorum", set.quorum());
    ArrayNode custodians = object.putArray("custodians");
    for (Custodian custodian : set.custodians()) {
      custodians
          .addObject()
          .put("id", custodian.id().text())
          .put("ed25519", JsonBytes.text(custodian.ed25519()))
          .put("mldsa65", JsonBytes.text(custodian.mldsa65()));
    }
    return JsonBytes.bytes(object);
  }

  static CustodianSet read(String where, byte[] bytes) throws DirectoryException.Malformed {
    Fields fields = Fields.of(where, bytes, "custodians");
    List<Custodian> custodians = new ArrayList<>();
    for (Fields item : fields.objects("custodians")) {
      Kid id = item.kid("id");
      byte[] ed25519 = item.bytes("ed25519");
      byte[] mldsa65 = item.bytes("mldsa65");
      custodians.add(item.build(() -> new Custodian(id, ed25519, mldsa65)));
    }
    Kid organisation = fields.kid("organisation");
    int number = (int) fields.number("number", 1, Integer.MAX_VALUE);
    Optional<String> previous = fields.optionalText("previous");
    int quorum = (int) fields.number("quorum", 1, CustodianSet.MAX_CUSTODIANS);
    return fields.build(() -> new CustodianSet(organisation, number, previous, quorum, custodians));
  }

  static byte[] writeSignatures(List<DirectorySignature> signatures) {
    ArrayNode array = JsonBytes.array();
    for (DirectorySignature signature : signatures) {
      array
          .addObject()
          .put("custodian", signature.custodian().text())
          .put("ed25519", JsonBytes.text(signature.ed25519()))
          .put("mldsa65", JsonBytes.text(signature.mldsa65()));
    }
    return JsonBytes.bytes(array);
  }

  static List<DirectorySignature> readSignatures(String where, byte[] bytes)
      throws DirectoryException.Malformed {
    List<Fields> items = Fields.array(where, bytes);
    if (items.size() > MAX_SIGNATURES) {
      throw new DirectoryException.Malformed(where);
    }
    List<DirectorySignature> signatures = new ArrayList<>();
    for (Fields item : items) {
      signatures.add(readSignature(item));
    }
    return signatures;
  }

  private static DirectorySignature readSignature(Fields item) throws DirectoryException.Malformed {
    DirectorySignature signature =
        new DirectorySignature(item.kid("custodian"), item.bytes("ed25519"), item.bytes("mldsa65"));
    if (signature.ed25519().length != Ed25519.SIGNATURE_BYTES
        || signature.mldsa65().length != MlDsa65.SIGNATURE_BYTES) {
      throw item.malformed("custodian");
    }
    return signature;
  }

  static byte[] writeSuspension(byte[] statement, DirectorySignature signature) {
    ObjectNode object =
        JsonBytes.object("signed-suspension").put("statement", JsonBytes.text(statement));
    object
        .putObject("signature")
        .put("custodian", signature.custodian().text())
        .put("ed25519", JsonBytes.text(signature.ed25519()))
        .put("mldsa65", JsonBytes.text(signature.mldsa65()));
    return JsonBytes.bytes(object);
  }

  /** The statement's exact bytes, once the signature of the custodian whom it names holds. */
  static byte[] readSuspension(String where, byte[] bytes, CustodianSet set)
      throws DirectoryException {
    Fields fields = Fields.of(where, bytes, "signed-suspension");
    byte[] statement = fields.bytes("statement");
    DirectorySignature signature = readSignature(fields.object("signature"));
    Kid by = Fields.of(where, statement, "suspension").kid("by");
    if (!by.equals(signature.custodian())
        || set.validSignatures(statement, List.of(signature)) != 1) {
      throw new DirectoryException.BadSignature(where);
    }
    return statement;
  }
}
