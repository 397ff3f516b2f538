/** A user's program: it knows the API and names no transport. */
module consumer {
  requires io.httpstream;
}
