/** Finds what a test leaves behind: responses, threads and sockets. With JUnit Jupiter only. */
@NullMarked
package io.httpstream.test.leak;

import org.jspecify.annotations.NullMarked;
