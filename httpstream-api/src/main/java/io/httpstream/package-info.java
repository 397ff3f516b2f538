/**
 * What a user touches first: {@link io.httpstream.HttpStreamClient}, and the builders of its
 * requests.
 */
@NullMarked
package io.httpstream;

import org.jspecify.annotations.NullMarked;
