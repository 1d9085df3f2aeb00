/**
 * Commands that are kept and run together, as handlers see them: {@link
 * org.ropewalk.batch.QueuedCommands} and what they have replied. {@link
 * org.ropewalk.batch.BatchSession} is for generated code. Imports {@code line}.
 */
@NullMarked
package org.ropewalk.batch;

import org.jspecify.annotations.NullMarked;
