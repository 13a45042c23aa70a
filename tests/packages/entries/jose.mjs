import { base64url, calculateJwkThumbprint, CompactEncrypt, compactDecrypt, decodeProtectedHeader, jwtVerify, SignJWT } from "jose";

async function main() {
  const secret = new TextEncoder().encode("0123456789abcdef0123456789abcdef");
  const token = await new SignJWT({ n: 1 }).setProtectedHeader({ alg: "HS256" }).setIssuedAt(1e9).setIssuer("me").sign(secret);
  console.log(token, (await jwtVerify(token, secret, { issuer: "me" })).payload, decodeProtectedHeader(token));
  console.log(await jwtVerify(token, secret, { issuer: "you" }).catch((error) => error.code), base64url.encode("hi?"), await calculateJwkThumbprint({ kty: "oct", k: "AAAA" }));
  const sealed = await new CompactEncrypt(secret).setProtectedHeader({ alg: "dir", enc: "A256GCM" }).encrypt(secret);
  console.log(new TextDecoder().decode((await compactDecrypt(sealed, secret)).plaintext));
}

main();
