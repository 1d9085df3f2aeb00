/**
 * The language: the annotations with which a protocol is declared.
 *
 * <p>They are read when the declaration is compiled and are not there at run time. Imports nothing.
 * Start reading at {@link org.ropewalk.annotation.LineProtocol}, then {@link
 * org.ropewalk.annotation.Command} and {@link org.ropewalk.annotation.Reply}.
 */
@NullMarked
package org.ropewalk.annotation;

import org.jspecify.annotations.NullMarked;
