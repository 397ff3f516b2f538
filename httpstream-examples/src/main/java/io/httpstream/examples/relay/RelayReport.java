package io.httpstream.examples.relay;

import java.util.Locale;

/**
 * What a relay did and what it cost, as one line.
 *
 * @param transport its name
 * @param bytes of the file
 * @param nanos from the sending of the GET to the answer to the upload
 * @param cost in this JVM
 * @param sha256 whether what was saved is what was sent
 */
record RelayReport(String transport, long bytes, long nanos, Cost cost, Verdict sha256) {
  /** What a comparison of two hashes came to. */
  enum Verdict {
    /** The same. */
    MATCH("match"),
    /** Not the same. */
    MISMATCH("MISMATCH"),
    /** One side does not tell its hash. */
    UNKNOWN("n/a");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }
  }

  @Override
  public String toString() {
    double seconds = nanos / 1e9;
    return String.format(
        Locale.ROOT,
        "relay transport=%s bytes=%d seconds=%.2f mib_per_s=%.1f heap_before_kb=%d"
            + " heap_after_kb=%d allocated_kb=%d threads_added=%d sha256=%s",
        transport,
        bytes,
        seconds,
        bytes / seconds / (1 << 20),
        cost.heapBefore() >> 10,
        cost.heapAfter() >> 10,
        cost.allocated() >> 10,
        cost.threadsAdded(),
        sha256.word);
  }
}
