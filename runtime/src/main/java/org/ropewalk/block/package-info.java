/**
 * Commands and replies of several lines, each of which ends in an empty line, for the runtime and
 * generated code. {@link org.ropewalk.block.BlockFramer} is between a {@link
 * org.ropewalk.frame.LineFramer} and its handler: it keeps the lines of a block and hands on the
 * block when its empty line has arrived. The reader that the handler receives shows the block's
 * head; a {@link org.ropewalk.block.FieldSet} reads the other lines by their names.
 *
 * <p>A handler may use {@link org.ropewalk.block.Message}, for messages that it keeps. The other
 * types are for generated code alone.
 *
 * <p>May import {@code annotation}, {@code frame}, {@code line} and {@code reactor}. Start reading
 * at {@code BlockFramer.lineReceived}.
 */
@NullMarked
package org.ropewalk.block;

import org.jspecify.annotations.NullMarked;
