package io.httpstream.verification.parity;

import io.httpstream.message.ExchangeException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Response;
import io.httpstream.tck.payload.Payload;
import java.io.IOException;
import java.io.InputStream;

/** What a caller has seen of an exchange, in one line. */
final class Outcome {
  private final StringBuilder words = new StringBuilder();

  private Outcome() {}

  interface Sending {
    Response send() throws IOException;
  }

  static String of(Sending sending, boolean countsBytes) {
    Outcome outcome = new Outcome();
    try (Response response = sending.send()) {
      outcome.words.append(response.status());
      outcome.read(response.body(), countsBytes);
    } catch (IOException | RuntimeException e) {
      outcome.words.append(outcome.words.isEmpty() ? "" : ", then ").append(describe(e));
    }
    return outcome.words.toString();
  }

  private void read(InputStream body, boolean countsBytes) throws IOException {
    int count = 0;
    boolean right = true;
    byte[] expected = Payload.bytes(1 << 20);
    byte[] buffer = new byte[4096];
    try {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        for (int i = 0; i < read; i++) {
          right &= buffer[i] == expected[count + i];
        }
        count += read;
      }
    } finally {
      words.append(countsBytes ? " " + count : " some").append(right ? " bytes" : " WRONG bytes");
    }
  }

  private static String describe(Exception e) {
    String text = e.getClass().getSimpleName();
    if (e instanceof ExchangeException exchange) {
      text += " " + exchange.phase();
      text += e instanceof ExchangeTimeoutException timeout ? " " + timeout.limit() : "";
      text += exchange.safeToRetry() ? " safe" : " unsafe";
    }
    return text;
  }
}
