/**
 * The template language: the text of a command or reply line, and the tree that it means.
 *
 * <p>Knows nothing of Java's types or of the compiler; names are only names here. Imports nothing
 * of ours. Start reading at {@link org.ropewalk.processor.template.Node}.
 */
package org.ropewalk.processor.template;
