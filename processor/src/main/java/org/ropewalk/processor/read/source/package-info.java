/**
 * What surrounds a declaration: its files, its Javadoc, the types that can be named where the
 * generated types stand, and the warnings that their use causes.
 *
 * <p>Imports {@code report}. Start reading at {@link
 * org.ropewalk.processor.read.source.Surroundings}.
 */
package org.ropewalk.processor.read.source;
