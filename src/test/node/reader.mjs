// A reader of sealed files, written from docs/format.md alone.
//
//   node reader.mjs --key FILE... [--signer KID:B64U[:known|revoked|compromised]]... [--name-key]
//                   [-o OUT] FILE.dslot
//
// FILE is a key in its JSON form ("Keys as JSON"). Prints one JSON object: what the file says, or
// {"refused": word}.
import { readFileSync, writeFileSync } from "node:fs";
import {
  constants,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  timingSafeEqual,
  verify,
} from "node:crypto";
import { pathToFileURL } from "node:url";
import { XWing } from "@noble/post-quantum/hybrid.js";
import { parse } from "./strict-json.mjs";

const MAGIC = Buffer.from("8944534c0d0a1a0a", "hex");
const ZERO = Buffer.alloc(1);
const TRAILER = 512;
const PARAMS = Buffer.from("00000004000000000020", "hex");
const SEGMENT = 262144;
const OVERHEAD = 32;
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
const CRITICAL = new Set([
  ...["crit", "locks", "locks.key", "locks.org", "locks.org.alg", "locks.org.kid"],
  ...["locks.org.wrapped", "locks.team", "locks.team.kid"],
]);

export class Refused extends Error {}

// ---- signs -----------------------------------------------------------------------------------

const ascii = (text) => Buffer.from(text, "latin1");
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const mac = (hash, key, ...parts) => createHmac(hash, key).update(Buffer.concat(parts)).digest();
const extract = (salt, ikm) => mac("sha256", salt.length ? salt : Buffer.alloc(32), ikm);
const u64 = (n) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(n));
  return bytes;
};

/** HKDF-SHA-256 Expand. */
export function expand(prk, info, length) {
  let block = Buffer.alloc(0);
  let out = Buffer.alloc(0);
  for (let i = 1; out.length < length; i++) {
    block = mac("sha256", prk, block, info, Buffer.from([i]));
    out = Buffer.concat([out, block]);
  }
  return out.subarray(0, length);
}

export function b64u(text) {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) {
    throw new SyntaxError("base64url");
  }
  return bytes;
}

function identifier(bytes) {
  const bits = (BigInt("0x" + bytes.toString("hex")) << 2n).toString(2).padStart(130, "0");
  return bits.match(/.{5}/g).map((five) => CROCKFORD[parseInt(five, 2)]).join("");
}

function isIdentifier(text) {
  return /^[0-9a-hjkmnp-tv-z]{25}[048cgmrw]$/.test(text);
}

function gcm(key, nonce, aad, input) {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
  decipher.setAAD(aad);
  decipher.setAuthTag(input.subarray(input.length - 16));
  return Buffer.concat([decipher.update(input.subarray(0, -16)), decipher.final()]);
}

// What does not hold is refused by this word, however it fails.
function or(word, work) {
  try {
    return work();
  } catch (e) {
    if (e instanceof Refused) {
      throw e;
    }
    throw new Refused(word);
  }
}

function need(condition, word) {
  if (!condition) {
    throw new Refused(word);
  }
}

// ---- keys ------------------------------------------------------------------------------------

/** Keys from their JSON forms, and what the directory says of devices: {kid: {key, status}}. */
export function keyRing(grants, signers = {}) {
  const ring = { teams: new Map(), organisations: new Map(), signers };
  for (const grant of grants) {
    const key = b64u(grant.key);
    const kid = grant.type === "team" ? teamKid(key) : organisationKid(grant.alg, key);
    if (grant.kid !== undefined && grant.kid !== kid) {
      throw new Error("a key that does not bear its own kid");
    }
    if (grant.type === "team") {
      ring.teams.set(kid, { team: grant.team, key });
    } else {
      ring.organisations.set(kid, { alg: grant.alg, key });
    }
  }
  return ring;
}

const teamKid = (key) => identifier(expand(key, ascii("dubbelslot/1 team kid"), 16));

function organisationKid(alg, key) {
  const publicKey =
    alg === "RSA-OAEP-256"
      ? createPublicKey(rsa(key)).export({ type: "spki", format: "der" })
      : Buffer.from(XWing.keygen(key).publicKey);
  const digest = sha256(ascii("dubbelslot/1 org kid"), ZERO, ascii(alg), ZERO, publicKey);
  return identifier(digest.subarray(0, 16));
}

const rsa = (pkcs8) => createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });

function unwrap({ alg, key }, wrapped) {
  if (alg === "RSA-OAEP-256") {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const privateKey = rsa(key);
    const { modulusLength } = privateKey.asymmetricKeyDetails;
    need(wrapped.length === Math.ceil(modulusLength / 8), "wrong-key");
    return privateDecrypt({ key: privateKey, padding, oaepHash: "sha256" }, wrapped);
  }
  const shared = Buffer.from(XWing.decapsulate(wrapped.subarray(0, 1120), key));
  const suite = Buffer.concat([ascii("HPKE"), Buffer.from("647a00010002", "hex")]);
  const none = Buffer.alloc(0);
  const labeledExtract = (salt, label, ikm) =>
    extract(salt, Buffer.concat([ascii("HPKE-v1"), suite, ascii(label), ikm]));
  const labeledExpand = (prk, label, info, n) =>
    expand(prk, Buffer.concat([Buffer.from([0, n]), ascii("HPKE-v1"), suite, ascii(label), info]), n);
  const context = Buffer.concat([
    ZERO,
    labeledExtract(none, "psk_id_hash", none),
    labeledExtract(none, "info_hash", ascii("dubbelslot/1 org half")),
  ]);
  const secret = labeledExtract(shared, "secret", none);
  const aeadKey = labeledExpand(secret, "key", context, 32);
  const nonce = labeledExpand(secret, "base_nonce", context, 12);
  return gcm(aeadKey, nonce, none, wrapped.subarray(1120));
}

// ---- the parts of a file, in their order ------------------------------------------------------

/** Opens the whole file: {id, metadata, size, lockTeam, sealedBy, plaintext}. Throws Refused. */
export function open(file, ring, { nameKey = false, acceptSigner = false } = {}) {
  const layout = fixedPart(file);
  const { identity, contentAt } = layout;
  need(file.length >= contentAt, "damaged-structure");
  const locks = header(file.subarray(32, 32 + layout.h));
  const { contentKey, team } = unlock(locks, layout, ring);
  const derive = (label) =>
    expand(contentKey, Buffer.concat([ascii(`dubbelslot/1 ${label}`), ZERO, identity]), 32);

  const tag = mac("sha256", derive("header"), file.subarray(0, 32 + layout.h));
  const tagAt = 32 + layout.h;
  need(timingSafeEqual(tag, file.subarray(tagAt, tagAt + 32)), "header-altered");

  const nonce = Buffer.alloc(12);
  const { said, metadata } = or("metadata-altered", () => {
    const said = gcm(derive("metadata"), nonce, identity, file.subarray(tagAt + 32, contentAt));
    return { said, metadata: checkMetadata(parse(said)) };
  });

  const content = decrypt(file.subarray(contentAt), derive("content"), identity);
  const trailerAt = contentAt + content.length;
  need(file.length >= trailerAt + TRAILER, "content-cut-short");
  need(file.length === trailerAt + TRAILER, "content-continues");
  const trailer = or("trailer-altered", () =>
    checkTrailer(parse(gcm(derive("trailer"), nonce, identity, file.subarray(trailerAt)))),
  );

  const { size } = trailer;
  const padded = Buffer.concat(content.plaintext);
  need(padme(size) === padded.length, "size-or-root-false");
  need(!metadata.has("size") || metadata.get("size") === size, "size-or-root-false");
  const hashes = content.plaintext.map((segment) => sha256(segment));
  const root = sha256(ascii("dubbelslot/1 root"), ZERO, ...hashes);
  need(root.equals(trailer.root), "size-or-root-false");
  need(padded.subarray(size).every((byte) => byte === 0), "padding-not-zero");

  const signed = [ascii("dubbelslot/1 seal"), ZERO, identity, sha256(said), u64(size), root];
  const sealedBy = checkSignature(trailer, Buffer.concat(signed), ring, nameKey, acceptSigner);
  return {
    id: layout.id.toString("base64url"),
    metadata,
    size,
    lockTeam: team,
    sealedBy,
    plaintext: padded.subarray(0, size),
  };
}

function fixedPart(file) {
  need(file.length >= 8 && file.subarray(0, 8).equals(MAGIC), "not-sealed");
  need(file.length >= 32, "damaged-structure");
  need(file[8] === 1 && file[9] === 1, "newer-version");
  const m = file.readUInt16BE(10) * 16;
  const h = file.readUInt32BE(28);
  need(m >= 256 && m <= 65536 && m % 256 === 0, "damaged-structure");
  need(h >= 2048 && h <= 65536 && h % 1024 === 0, "damaged-structure");
  return {
    identity: file.subarray(0, 28),
    id: file.subarray(12, 28),
    h,
    contentAt: 64 + h + m,
  };
}

function header(area) {
  const root = or("damaged-structure", () => parse(area));
  if (root.has("crit")) {
    const crit = root.get("crit");
    need(Array.isArray(crit), "damaged-structure");
    for (const path of crit) {
      need(typeof path === "string", "damaged-structure");
      need(CRITICAL.has(path), "unknown-critical-member");
    }
  }
  return or("damaged-structure", () => {
    const locks = root.get("locks");
    need(Array.isArray(locks) && locks.length >= 1 && locks.length <= 16, "damaged-structure");
    return locks.map(readLock);
  });
}

function readLock(lock) {
  const org = lock.get("org");
  const alg = org.get("alg");
  const read = {
    orgKid: org.get("kid"),
    alg,
    wrapped: b64u(org.get("wrapped")),
    teamKid: lock.get("team").get("kid"),
    key: b64u(lock.get("key")),
  };
  const length = read.wrapped.length;
  const possible =
    alg === "HPKE-X-Wing"
      ? length === 1202
      : alg === "RSA-OAEP-256"
        ? length >= 256 && length <= 1024
        : /^[!-~]{1,64}$/.test(alg);
  need(typeof alg === "string" && possible, "damaged-structure");
  need(isIdentifier(read.orgKid) && isIdentifier(read.teamKid), "damaged-structure");
  need(read.key.length === 40, "damaged-structure");
  return read;
}

function unlock(locks, layout, ring) {
  let first = null;
  for (const lock of locks) {
    const team = ring.teams.get(lock.teamKid);
    if (team === undefined) {
      continue;
    }
    try {
      return { contentKey: openLock(lock, team, layout, ring), team: team.team };
    } catch (e) {
      if (!(e instanceof Refused)) {
        throw e;
      }
      first ??= e;
    }
  }
  throw first ?? new Refused("no-lock-for-teams");
}

function openLock(lock, team, { identity, id }, ring) {
  need(["HPKE-X-Wing", "RSA-OAEP-256"].includes(lock.alg), "organisation-half unknown-key-version");
  const organisation = ring.organisations.get(lock.orgKid);
  need(organisation !== undefined, "organisation-half unknown-key-version");
  need(organisation.alg === lock.alg, "organisation-half wrong-algorithm");
  need(ring.custody === undefined, `organisation-half ${ring.custody}`);

  const blob = or("wrong-key", () => unwrap(organisation, lock.wrapped));
  need(blob.length === 66 && blob[0] === 1 && blob[65] === 0, "wrong-key");
  const teamTag = sha256(ascii("dubbelslot/1 team"), ZERO, ascii(team.team)).subarray(0, 16);
  need(blob.subarray(1, 17).equals(id), "bound-elsewhere");
  need(blob.subarray(17, 33).equals(teamTag), "bound-elsewhere");

  const teamHalf = expand(
    team.key,
    Buffer.concat([ascii("dubbelslot/1 team half"), ZERO, identity, ZERO, ascii(lock.orgKid)]),
    32,
  );
  const named = sha256(
    ...[ascii(lock.orgKid), ZERO, ascii(lock.alg), ZERO, ascii(lock.teamKid), ZERO, lock.wrapped],
  );
  const kek = expand(
    extract(teamHalf, blob.subarray(33, 65)),
    Buffer.concat([ascii("dubbelslot/1 lock"), ZERO, identity, named]),
    32,
  );
  return or("wrong-key", () => {
    const initial = Buffer.alloc(8, 0xa6);
    const decipher = createDecipheriv("id-aes256-wrap", kek, initial);
    return Buffer.concat([decipher.update(lock.key), decipher.final()]);
  });
}

function checkMetadata(metadata) {
  const name = metadata.get("name");
  const fits =
    typeof name === "string" &&
    name.length >= 1 &&
    name.length <= 1024 &&
    name === name.normalize("NFC") &&
    name !== "." &&
    name !== ".." &&
    !/[\/\\\u0000-\u001f\u007f-\u009f]/.test(name);
  const whole = (member, least, required) =>
    metadata.has(member)
      ? Number.isInteger(metadata.get(member)) && metadata.get(member) >= least
      : !required;
  const sixteen = (member, required) =>
    metadata.has(member) ? b64u(metadata.get(member)).length === 16 : !required;
  const text = (member) => !metadata.has(member) || typeof metadata.get(member) === "string";
  const date = (member, spelled) =>
    !metadata.has(member) ||
    new Date(spelled(metadata.get(member))).toISOString() === spelled(metadata.get(member));
  const holds =
    fits &&
    isIdentifier(metadata.get("team")) &&
    sixteen("document", true) &&
    whole("revision", 1, true) &&
    whole("size", 0, false) &&
    text("type") &&
    text("class") &&
    sixteen("replaces", false) &&
    date("modified", (time) => time.replace(/^(.{19})Z$/, "$1.000Z")) &&
    date("keepUntil", (day) => day.replace(/^(.{10})$/, "$1T00:00:00.000Z"));
  need(holds, "metadata-altered");
  // A time that has milliseconds already must not pass, nor a day that has a time.
  need((metadata.get("modified") ?? "x".repeat(20)).length === 20, "metadata-altered");
  need((metadata.get("keepUntil") ?? "x".repeat(10)).length === 10, "metadata-altered");
  return metadata;
}

function decrypt(rest, floeKey, identity) {
  need(rest.length >= 74, "content-cut-short");
  const iv = rest.subarray(10, 42);
  const kdf = (key, purpose, n) =>
    mac("sha384", key, PARAMS, iv, purpose, identity, Buffer.from([1])).subarray(0, n);
  const header = Buffer.concat([PARAMS, iv, kdf(floeKey, ascii("HEADER_TAG:"), 32)]);
  need(timingSafeEqual(header, rest.subarray(0, 74)), "content-header-altered");
  const messageKey = kdf(floeKey, ascii("MESSAGE_KEY:"), 48);

  const plaintext = [];
  let at = 74;
  for (let i = 0, last = false; !last; i++) {
    need(rest.length >= at + 4, "content-cut-short");
    const said = rest.readUInt32BE(at);
    last = said !== 0xffffffff;
    const length = last ? said : SEGMENT;
    need(length >= OVERHEAD && length <= SEGMENT, `segment-altered ${i}`);
    need(rest.length >= at + length, "content-cut-short");
    const position = i - (i % 2 ** 20);
    const key = kdf(messageKey, Buffer.concat([ascii("DEK:"), u64(position)]), 32);
    const aad = Buffer.concat([u64(i), Buffer.from([last ? 1 : 0])]);
    const body = rest.subarray(at + 16, at + length);
    plaintext.push(
      or(`segment-altered ${i}`, () => gcm(key, rest.subarray(at + 4, at + 16), aad, body)),
    );
    at += length;
  }
  return { plaintext, length: at };
}

export function padme(size) {
  if (size < 4096) {
    return 4096;
  }
  const e = size.toString(2).length - 1;
  const step = 2 ** (e - e.toString(2).length);
  return Math.ceil(size / step) * step;
}

function checkTrailer(trailer) {
  const size = trailer.get("size");
  need(Number.isInteger(size) && size >= 0 && size <= 2 ** 40, "trailer-altered");
  const root = b64u(trailer.get("root"));
  need(root.length === 32, "trailer-altered");
  const members = ["signer", "alg", "sig"].filter((member) => trailer.has(member));
  if (members.length === 0) {
    return { size, root };
  }
  const sig = b64u(trailer.get("sig"));
  need(trailer.get("alg") === "Ed25519" && sig.length === 64, "trailer-altered");
  need(isIdentifier(trailer.get("signer")), "trailer-altered");
  return { size, root, signer: trailer.get("signer"), sig };
}

function checkSignature({ signer, sig }, message, ring, nameKey, acceptSigner) {
  if (signer === undefined) {
    need(nameKey, "signature-false");
    return "unsigned";
  }
  const device = ring.signers[signer];
  if (device === undefined) {
    need(acceptSigner, "signer-unknown");
    return `unknown ${signer}`;
  }
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), device.key]);
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  need(verify(null, message, key, sig), "signature-false");
  need(device.status !== "compromised" || acceptSigner, "signer-unknown");
  return `${device.status === "known" ? "verified" : device.status} ${signer}`;
}

// ---- command line ----------------------------------------------------------------------------

function main(words) {
  const grants = [];
  const signers = {};
  const options = {};
  let out;
  let path;
  while (words.length > 0) {
    const word = words.shift();
    if (word === "--key") {
      grants.push(JSON.parse(readFileSync(words.shift(), "utf8")));
    } else if (word === "--signer") {
      const [kid, key, status = "known"] = words.shift().split(":");
      signers[kid] = { key: b64u(key), status };
    } else if (word === "--name-key") {
      options.nameKey = true;
    } else if (word === "--accept-signer") {
      options.acceptSigner = true;
    } else if (word === "-o") {
      out = words.shift();
    } else {
      path = word;
    }
  }
  try {
    const opened = open(readFileSync(path), keyRing(grants, signers), options);
    if (out !== undefined) {
      writeFileSync(out, opened.plaintext);
    }
    const { plaintext, metadata, ...rest } = opened;
    const sha = createHash("sha256").update(plaintext).digest("hex");
    console.log(JSON.stringify({ ...rest, sha256: sha, metadata: Object.fromEntries(metadata) }));
  } catch (e) {
    if (!(e instanceof Refused)) {
      throw e;
    }
    console.log(JSON.stringify({ refused: e.message }));
    process.exitCode = 5;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2));
}
