/** The snippets of the README, compiled and run by a test. */
@NullMarked
package io.httpstream.examples.readme;

import org.jspecify.annotations.NullMarked;
