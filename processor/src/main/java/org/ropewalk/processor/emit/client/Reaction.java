package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.Optional;

/**
 * What a generated reader does with a line that it has read.
 *
 * @param before statements; empty for most lines
 * @param on the reply, as the receiver of the last call; empty if {@code call} has none
 * @param call the last call, which is true
 * @param reply the results of the replies that it is for; nothing if those of one command
 */
record Reaction(CodeBlock before, CodeBlock on, CodeBlock call, Optional<TypeName> reply) {
    private static final CodeBlock NOTHING = CodeBlock.of("");

    private static final Optional<TypeName> ANY =
            Optional.of(WildcardTypeName.subtypeOf(Object.class));

    /** One call of a method of the reply, whose type is that of one command's result. */
    static Reaction of(String format, Object... arguments) {
        return new Reaction(
                NOTHING, CodeBlock.of("reply"), CodeBlock.of(format, arguments), Optional.empty());
    }

    /** One call of a method that is the same for results of all types. */
    static Reaction ofAny(String format, Object... arguments) {
        return new Reaction(NOTHING, CodeBlock.of("reply"), CodeBlock.of(format, arguments), ANY);
    }

    /** The reply is complete. */
    static Reaction finish(CodeBlock value) {
        return value.toString().equals("null") ? ofAny("finish(null)") : of("finish($L)", value);
    }

    /** This, which makes the result of a reply: a value of {@code type}. */
    Reaction withValue(TypeName type) {
        return new Reaction(before, on, call, Optional.of(WildcardTypeName.supertypeOf(type)));
    }

    /** The server closes the connection behind the reply, if {@code closes}. */
    Reaction closing(boolean closes) {
        if (!closes) {
            return this;
        }
        return on.isEmpty()
                ? after(CodeBlock.of("reply.closing();\n"))
                : on(CodeBlock.of("$L.closing()", on));
    }

    /** The connection is secured behind the reply. */
    Reaction securing(boolean greets) {
        return on(CodeBlock.of("$L.securing($L)", on, greets));
    }

    private Reaction on(CodeBlock receiver) {
        return new Reaction(before, receiver, call, reply);
    }

    /** This, behind other statements. */
    Reaction after(CodeBlock statements) {
        return new Reaction(
                CodeBlock.builder().add(statements).add(before).build(),
                on,
                call,
                Optional.empty());
    }

    /** This, behind another reaction. */
    Reaction after(Reaction other) {
        return after(
                CodeBlock.builder()
                        .add(other.before)
                        .addStatement("$L", other.expression())
                        .build());
    }

    /** This, if {@code condition} holds; else more lines are awaited. */
    Reaction ifHolds(CodeBlock condition) {
        if (!before.isEmpty()) {
            return new Reaction(
                    CodeBlock.builder()
                            .beginControlFlow("if (!$L)", condition)
                            .addStatement("return true")
                            .endControlFlow()
                            .add(before)
                            .build(),
                    on,
                    call,
                    reply);
        }
        return new Reaction(
                before, NOTHING, CodeBlock.of("!$L || $L", condition, expression()), reply);
    }

    /** The last call. */
    CodeBlock expression() {
        return on.isEmpty() ? call : CodeBlock.of("$L.$L", on, call);
    }

    /** Whether it is one expression, which may stand behind a condition. */
    boolean isExpression() {
        return before.isEmpty() && !on.isEmpty();
    }
}
