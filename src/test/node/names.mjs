// Names on the drive, written from docs/format.md alone. With a names.json of the vectors as its
// argument, prints what it makes of it: the same names, computed and read here.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { aessiv } from "@noble/ciphers/aes.js";
import { b64u, expand } from "./reader.mjs";

const EXTENSION = ".dslot";
const ascii = (text) => Buffer.from(text, "latin1");
const e = (bytes) => Buffer.from(bytes).toString("base64url").replaceAll("_", "=");
const undoE = (text) => {
  if (!/^[A-Za-z0-9=-]*$/.test(text)) {
    throw new SyntaxError("alphabet");
  }
  return b64u(text.replaceAll("=", "_"));
};
const encoded = (bytes) => Math.ceil((bytes * 4) / 3);

/** What a name key gives: K, and L for the short forms. */
export function nameKeys(nameKey) {
  return {
    k: expand(nameKey, ascii("dubbelslot/1 names"), 64),
    l: expand(nameKey, ascii("dubbelslot/1 short names"), 32),
  };
}

const utf8 = (name) => Buffer.from(name.normalize("NFC"), "utf8");
const paddedLength = (bytes) => Math.max(16, Math.ceil(bytes / 8) * 8);
const padded = (name) => Buffer.concat([utf8(name)], paddedLength(utf8(name).length));
const siv = ({ k }, ad, plaintext) => aessiv(k, ad).encrypt(plaintext);
const short = ({ l }, length, ...message) =>
  createHmac("sha256", l).update(Buffer.concat(message)).digest().subarray(0, length);

export const fullFile = (keys, token, name) =>
  e(siv(keys, Buffer.concat([ascii("file"), token]), padded(name))) + EXTENSION;
export const fullFolder = (keys, token, name) =>
  e(Buffer.concat([token, siv(keys, Buffer.concat([ascii("folder"), token]), padded(name))]));
export const shortFile = (keys, token, name) =>
  e(short(keys, 15, ascii("file"), token, utf8(name))) + EXTENSION;
export const shortFolder = (keys, token, name) =>
  e(Buffer.concat([token, short(keys, 9, ascii("folder"), token, utf8(name))]));
export const label = (keys, token) => e(short(keys, 15, ascii("label"), token)) + EXTENSION;

function unsiv({ k }, ad, bytes) {
  const plaintext = Buffer.from(aessiv(k, ad).decrypt(bytes));
  let end = plaintext.length;
  while (end > 0 && plaintext[end - 1] === 0) {
    end--;
  }
  if (end === 0 || paddedLength(end) !== plaintext.length) {
    throw new SyntaxError("padding");
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(plaintext.subarray(0, end)).normalize("NFC");
}

function longestPrefix(text, before, decrypt) {
  for (let length = 128; length >= 16; length -= 8) {
    const characters = encoded(before + 16 + length);
    if (characters <= text.length) {
      try {
        const name = decrypt(undoE(text.slice(0, characters)));
        return { name, suffix: text.slice(characters) };
      } catch {
        continue; // not this long
      }
    }
  }
  return null;
}

/** {name, suffix}, or null for what is no full form under this key. */
export function readFile(keys, token, driveName) {
  if (!driveName.toLowerCase().endsWith(EXTENSION)) {
    return null;
  }
  const stem = driveName.slice(0, -EXTENSION.length);
  const ad = Buffer.concat([ascii("file"), token]);
  return longestPrefix(stem, 0, (bytes) => unsiv(keys, ad, bytes));
}

/** {name, suffix, token}, or null. */
export function readFolder(keys, driveName) {
  let token;
  const read = longestPrefix(driveName, 6, (bytes) => {
    token = bytes.subarray(0, 6);
    return unsiv(keys, Buffer.concat([ascii("folder"), token]), bytes.subarray(6));
  });
  return read && { ...read, token: token.toString("hex") };
}

function main(path) {
  const given = JSON.parse(readFileSync(path, "utf8"));
  const keys = nameKeys(b64u(given.nameKey));
  const token = Buffer.from(given.token, "hex");
  const write = (list, form) => list.map(({ name }) => ({ name, drive: form(keys, token, name) }));
  console.log(
    JSON.stringify({
      comment: given.comment,
      nameKey: given.nameKey,
      token: given.token,
      files: write(given.files, fullFile),
      folders: write(given.folders, fullFolder),
      shortFiles: write(given.shortFiles, shortFile),
      shortFolders: write(given.shortFolders, shortFolder),
      label: label(keys, token),
      readFiles: given.readFiles.map(({ drive }) => ({ drive, ...readFile(keys, token, drive) })),
      readFolders: given.readFolders.map(({ drive }) => ({ drive, ...readFolder(keys, drive) })),
    }),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv[2]);
}
