/** The open responses of all clients in this process, where the API is on the class path. */
@NullMarked
package io.httpstream.test.responses;

import org.jspecify.annotations.NullMarked;
