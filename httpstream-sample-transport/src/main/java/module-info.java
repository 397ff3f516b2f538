/** A small transport over sockets, to be read. */
module io.httpstream.sample {
  requires transitive io.httpstream;

  exports io.httpstream.sample;

  provides io.httpstream.transport.TransportProvider with
      io.httpstream.sample.SampleTransportProvider;
}
