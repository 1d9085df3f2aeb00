package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a state or of the protocol that is called when the runtime refuses what a peer sends.
 * A client's view of the interface throws {@link UnsupportedOperationException} in it.
 *
 * <p>There are three forms:
 *
 * <ul>
 *   <li>It returns a state and has no parameters: it says where an error of a payload leads, and in
 *       a {@link Once} state every error.
 *   <li>{@code void wrong(ErrorKind kind, String line)}: it is told of each refused line or
 *       payload, before the error's reply is written. The line is escaped as in the log, and cut
 *       there; it is empty where nothing is left of it. In a protocol with {@link Secret} values it
 *       is the verb alone.
 *   <li>{@code @OnError(command = "set") void refused(ErrorKind kind, Bytes key)}: it is told when
 *       the payload of that command is refused, whose line was read whole. Its further parameters
 *       are those of the command, by name and type; it need not take all.
 * </ul>
 *
 * <p>It is called on the connection's loop and must not block. What it throws is answered as {@link
 * Errors#failed}, and the connection ends. It is not called when nothing came in time, when the
 * server stops, or for a payload that comes piece by piece: that one fails in its stream.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface OnError {
    /** The name of the method of a command, for the third form. */
    String command() default "";
}
