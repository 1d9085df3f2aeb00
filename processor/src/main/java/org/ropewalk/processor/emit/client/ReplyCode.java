package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.SharedMethods;

/**
 * How the reply of a command is read.
 *
 * @param maker the method of {@code ClientCommand} that takes it
 * @param arguments what that takes behind the command's name and line
 */
record ReplyCode(String maker, CodeBlock arguments) {
    /** A method of the client reads it. */
    static ReplyCode of(ClassName client, SharedMethods.Shared method) {
        return new ReplyCode("of", CodeBlock.of("$T::$L", client, method));
    }

    /**
     * It is one line that says no more.
     *
     * @param line its words
     * @param others the constant that reads the lines that may come instead
     */
    static ReplyCode fixed(List<String> line, String others) {
        return new ReplyCode(
                "fixed", CodeBlock.of("$L, $L", Literal.of(String.join(" ", line)), others));
    }

    boolean isFixed() {
        return maker.equals("fixed");
    }
}
