/**
 * What the source of a declaration has: annotations and the templates in them, files, Javadoc, the
 * types that can be named where the generated types stand, and the warnings that their use causes.
 *
 * <p>Imports {@code report} and {@code template}. Start reading at {@link
 * org.ropewalk.processor.read.source.Annotations}.
 */
package org.ropewalk.processor.read.source;
