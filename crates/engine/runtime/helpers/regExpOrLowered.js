// A regular expression whose text somebody asks for, to make another of it: as it was
// written, where the engine understands that, else `lowered`.
export default function regExpOrLowered(source, flags, lowered) {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    return lowered;
  }
}
