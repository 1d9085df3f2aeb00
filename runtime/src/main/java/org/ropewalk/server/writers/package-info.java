/**
 * What generated code gives to a connection: {@link org.ropewalk.server.writers.ReplyWriter} writes
 * a result that arrives later, {@link org.ropewalk.server.writers.PushWriter} a push message.
 *
 * <p>For generated code alone. Imports {@code line}.
 */
@ForGeneratedCode
@NullMarked
package org.ropewalk.server.writers;

import org.jspecify.annotations.NullMarked;
import org.ropewalk.annotation.ForGeneratedCode;
