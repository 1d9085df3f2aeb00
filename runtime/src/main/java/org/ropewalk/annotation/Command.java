package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A line that the client may send in this state, and the method that it calls. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Command {
    /**
     * The template of the line. Several templates are alternatives: all are read, the first is
     * written; all must have the same placeholders. Without a template, the line is the method name
     * and one word for each parameter; the name is in upper case unless case matters. An empty
     * template means that there is no line, only the payload.
     */
    String[] value() default {};

    /**
     * Whether the client must wait for the reply before it sends anything more. This prevents that
     * a third party injects commands. If the client has sent more, the reply is that of {@link
     * Errors#misplaced}, and the connection is closed. This is the only rule that depends on how
     * the network splits the bytes.
     */
    boolean last() default false;

    /**
     * Whether the generated client has the command. Use {@code false} if the client cannot
     * distinguish the replies, because none of them has a line. The client's blocking view then
     * throws {@link UnsupportedOperationException}.
     */
    boolean client() default true;

    /**
     * The methods that this command interrupts. It is read while one of them waits for its reply,
     * before the commands that were sent earlier, and its method is called at once; the method of
     * the interrupted command then completes its stage. It has no {@link Envelope}. A command is
     * interrupted once. If none of them waits, the reply is that of {@link Errors#misplaced}. A
     * client sends it while the call waits.
     */
    String[] interrupts() default {};
}
