package io.httpstream.test.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OpenSocketTest {
  private static String words(String local, String remote, String state) {
    String rest =
        " 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000 20 4 30 10 -1";
    return OpenSocket.parse("   0: " + local + " " + remote + " " + state + rest).toString();
  }

  @Test
  void aConnectionIsToldByBothOfItsAddresses() {
    assertEquals(
        "to 10.1.2.3:443 from 127.0.0.1:36894 (ESTABLISHED)",
        words("0100007F:901E", "0302010A:01BB", "01"));
  }

  @Test
  void aListeningSocketIsToldByItsOwn() {
    assertEquals("listening on 0.0.0.0:8080", words("00000000:1F90", "00000000:0000", "0A"));
  }

  @Test
  void addressesOfIpv6AreRead() {
    assertEquals(
        "to 2001:db8:0:0:0:0:0:1:443 from 0:0:0:0:0:0:0:1:80 (CLOSE_WAIT)",
        words(
            "00000000000000000000000001000000:0050",
            "B80D0120000000000000000001000000:01BB",
            "08"));
    // As a socket for both has one of IPv4.
    assertEquals(
        "to 127.0.0.1:443 from 127.0.0.1:80 (state 99)",
        words(
            "0000000000000000FFFF00000100007F:0050",
            "0000000000000000FFFF00000100007F:01BB",
            "63"));
  }
}
