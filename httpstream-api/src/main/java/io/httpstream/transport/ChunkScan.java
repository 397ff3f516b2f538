package io.httpstream.transport;

import java.net.ProtocolException;

/**
 * Follows the framing of a chunked body through bytes that come in any pieces (RFC 9112, section
 * 7.1). Strict: two readers that disagree about a chunk are how messages are smuggled.
 */
final class ChunkScan {
  /** 2^60 bytes: more than anybody sends, and no overflow. */
  private static final int MOST_DIGITS = 15;

  private static final int LONGEST_LINE = 16 * 1024;
  private static final int LONGEST_TRAILERS = 256 * 1024;

  private enum Part {
    SIZE,
    BLANK,
    EXTENSION,
    SIZE_END,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER,
    TRAILER_END,
    LAST_LF,
    ENDED
  }

  private Part part = Part.SIZE;
  private long size;
  private int digits;
  private int lineLength;
  private int trailersLeft;

  void begin() {
    trailersLeft = LONGEST_TRAILERS;
    beginSize();
  }

  private void beginSize() {
    part = Part.SIZE;
    size = 0;
    digits = 0;
    lineLength = 0;
  }

  boolean isEnded() {
    return part == Part.ENDED;
  }

  /** How many bytes of data are left of the chunk. */
  long dataLeft() {
    return part == Part.DATA ? size : 0;
  }

  /** So much data went by. */
  void skip(int count) {
    size -= count;
    if (size == 0) {
      part = Part.DATA_CR;
    }
  }

  /**
   * Checks bytes up to the end of the body, or to the first that is wrong.
   *
   * @return the index behind the last that is right
   * @throws ProtocolException if it is the first that is wrong
   */
  int check(byte[] bytes, int from, int to) throws ProtocolException {
    int i = from;
    while (i < to && part != Part.ENDED) {
      if (part == Part.DATA) {
        int count = (int) Math.min(size, to - i);
        skip(count);
        i += count;
      } else if (step(bytes[i])) {
        i++;
      } else if (i > from) {
        return i;
      } else {
        throw new ProtocolException(
            "the framing of a chunk is not valid: "
                + String.format("0x%02x where %s was expected", bytes[i], part));
      }
    }
    return i;
  }

  /** One byte of what is not data; false if it must not stand here. */
  private boolean step(byte next) {
    return switch (part) {
      case SIZE -> sizeByte(next);
      case BLANK -> blankByte(next);
      case EXTENSION -> extensionByte(next);
      case SIZE_END -> next == '\n' && endOfSize();
      case DATA_CR -> next == '\r' && to(Part.DATA_LF);
      case DATA_LF -> next == '\n' && endOfChunk();
      case TRAILER_START -> to(next == '\r' ? Part.LAST_LF : Part.TRAILER) && trailerByte(next);
      case TRAILER -> (next != '\r' || to(Part.TRAILER_END)) && trailerByte(next);
      case TRAILER_END -> next == '\n' && to(Part.TRAILER_START);
      case LAST_LF -> next == '\n' && to(Part.ENDED);
      default -> false;
    };
  }

  private boolean to(Part next) {
    part = next;
    return true;
  }

  private boolean sizeByte(byte next) {
    int digit = next < 0 ? -1 : Character.digit(next, 16);
    if (digit >= 0) {
      digits += size > 0 || digit > 0 ? 1 : 0;
      size = size * 16 + digit;
      return digits <= MOST_DIGITS && ++lineLength < LONGEST_LINE;
    }
    return lineLength > 0 && blankByte(next);
  }

  /** White space before an extension, or instead of one, is bad and common. */
  private boolean blankByte(byte next) {
    return switch (next) {
      case ' ', '\t' -> ++lineLength < LONGEST_LINE && to(Part.BLANK);
      case ';' -> to(Part.EXTENSION);
      case '\r' -> to(Part.SIZE_END);
      default -> false;
    };
  }

  private boolean extensionByte(byte next) {
    if (next == '\r') {
      return to(Part.SIZE_END);
    }
    return next != '\n' && ++lineLength < LONGEST_LINE;
  }

  private boolean endOfSize() {
    return to(size == 0 ? Part.TRAILER_START : Part.DATA);
  }

  private boolean endOfChunk() {
    beginSize();
    return true;
  }

  private boolean trailerByte(byte next) {
    return next != '\n' && --trailersLeft > 0;
  }
}
