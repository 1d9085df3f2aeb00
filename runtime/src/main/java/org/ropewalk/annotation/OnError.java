package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a state or of the protocol that is called when the runtime refuses input of the peer.
 * The client's view of the interface throws {@link UnsupportedOperationException} in it.
 *
 * <p>There are three forms:
 *
 * <ul>
 *   <li>A method without parameters that returns a state: the session changes to this state after
 *       an error of a payload, and in a {@link Once} state after every error.
 *   <li>{@code void wrong(ErrorKind kind, String line)}: called for each refused line or payload,
 *       before the error reply is sent. The line is escaped and cut as in the log; it is empty if
 *       nothing is left of it. In a protocol with {@link Secret} values it is only the verb.
 *   <li>{@code @OnError(command = "set") void refused(ErrorKind kind, Bytes key)}: called when the
 *       payload of that command is refused and its line was valid. The further parameters are
 *       parameters of that command, with the same names and types; it need not have all.
 * </ul>
 *
 * <p>It is called on the connection's loop and must not block. If it throws an exception, the
 * {@link Errors#failed} reply is sent and the connection is closed. It is not called after a
 * timeout, when the server stops, or for a payload that is a stream: that one fails in its stream.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface OnError {
    /** The name of the method of a command, for the third form. */
    String command() default "";
}
