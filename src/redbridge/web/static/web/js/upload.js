import { dropFile } from "redbridge/store";
import renew from "redbridge/token";

const PIECE = 512 * 1024;

/** A refusal in words: sending again helps nothing. */
export class Refused extends Error {}

function send(method, url, token, body, headers, onProgress) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries({ "X-CSRFToken": token, "HX-Request": "true", ...headers })) request.setRequestHeader(name, value);
    if (onProgress) request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => done(request);
    request.onerror = request.ontimeout = () => failed(new Error("network"));
    request.timeout = 60_000;
    request.send(body);
  });
}

function state(request) {
  if (request.status === 422) throw new Refused(request.responseText);
  if (![200, 201, 409].includes(request.status) || !request.responseText.startsWith("{")) throw new Error(String(request.status));
  return JSON.parse(request.responseText);
}

async function once(file, key, begin, token, onProgress) {
  const said = new URLSearchParams({ upload: key, name: file.name, length: file.size });
  let now = state(await send("POST", begin, token, said, {}));
  while (!now.picture) {
    const from = now.received;
    const headers = { "Upload-Offset": String(from), "Content-Type": "application/offset+octet-stream" };
    const piece = file.slice(from, from + PIECE);
    now = state(await send("PATCH", `/uploads/${now.id}`, token, piece, headers, (sent) => onProgress((from + sent) / file.size)));
    onProgress(now.received / file.size);
  }
  return now.picture;
}

const back = (seconds) =>
  new Promise((done) => {
    addEventListener("online", done, { once: true });
    setTimeout(done, seconds * 1000);
  });

/** Bring a file to the server, however often the network goes; the picture's id. Throws Refused, or stops with `signal`.
 *  `token` tells this page's by now: its person may sign in anew meanwhile. */
export async function upload(file, key, begin, token, onProgress, onWait, signal) {
  for (let tries = 0; !signal?.aborted; tries = Math.min(tries + 1, 6)) {
    try {
      const picture = await once(file, key, begin, token(), onProgress);
      await dropFile(key);
      return picture;
    } catch (error) {
      if (error instanceof Refused) {
        await dropFile(key);
        throw error;
      }
      onWait();
      if (/^40[13]$/.test(error.message)) await renew();
      await back(2 ** tries);
    }
  }
  throw new Error("stopped");
}
