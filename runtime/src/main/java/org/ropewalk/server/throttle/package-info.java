/**
 * What a peer does without success, and how that is slowed down: {@link
 * org.ropewalk.server.throttle.AttemptThrottle}.
 *
 * <p>Not a part of the API. Imports {@code reactor}.
 */
@NullMarked
package org.ropewalk.server.throttle;

import org.jspecify.annotations.NullMarked;
