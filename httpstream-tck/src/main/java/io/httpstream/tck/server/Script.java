package io.httpstream.tck.server;

/** What a server does with one connection; the connection is closed when it returns. */
@FunctionalInterface
public interface Script {
  /**
   * Runs on a thread of the connection's own.
   *
   * @param connection the connection that was accepted
   * @throws Exception to fail the case, unless the server has been closed
   */
  void run(ServerConnection connection) throws Exception;

  /** What a server does with one request. */
  @FunctionalInterface
  interface Exchange {
    /**
     * Reads the rest of the request and answers.
     *
     * @param connection the head has been read from it
     * @param head the request's head
     * @throws Exception to fail the case
     */
    void serve(ServerConnection connection, RequestHead head) throws Exception;
  }

  /**
   * Serves one request after the other, until the client closes the connection.
   *
   * @param exchange what to do with each
   * @return the script
   */
  static Script each(Exchange exchange) {
    return connection -> {
      for (var head = connection.nextHead(); head.isPresent(); head = connection.nextHead()) {
        exchange.serve(connection, head.get());
      }
    };
  }

  /**
   * Reads each request to its end and answers it with the same words; one that does not come whole
   * is not answered, as its client may have reset the connection.
   *
   * @param response head and body of the response, in Latin-1
   * @return the script
   */
  static Script answering(String response) {
    return each(
        (connection, head) -> {
          if (connection.receive(head).complete()) {
            connection.send(response);
          }
        });
  }
}
