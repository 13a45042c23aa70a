// What the methods of an async generator give instead of throwing.
export default function rejected(error) {
  return Promise.reject(error);
}
