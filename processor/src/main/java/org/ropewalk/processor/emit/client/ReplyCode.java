package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import org.ropewalk.processor.emit.code.SharedMethods;

/**
 * How the reply of a command is read.
 *
 * @param maker the method of {@code CallSpec} that takes it
 * @param arguments what that takes behind the command's name
 */
record ReplyCode(String maker, CodeBlock arguments) {
    /** A method of the client reads it. */
    static ReplyCode of(ClassName client, SharedMethods.Shared method) {
        return new ReplyCode("of", CodeBlock.of("$T::$L", client, method));
    }

    /**
     * It is one line that says no more.
     *
     * @param line the constant of the line
     * @param others the constant that reads the lines that may come instead
     */
    static ReplyCode fixed(String line, String others) {
        return new ReplyCode("fixed", CodeBlock.of("$L, $L", line, others));
    }
}
