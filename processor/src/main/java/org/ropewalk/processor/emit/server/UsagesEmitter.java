package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Terminators;

/**
 * Generates what lists the commands of a state, with the first sentences of their documentation.
 */
final class UsagesEmitter {
    /** What makes a usage of a template, in this order. */
    private static final List<Rewriting> REWRITINGS =
            List.of(
                    new Rewriting("(\\\\n)+", " "),
                    new Rewriting("\\{'.*?'\\}", ""),
                    new Rewriting("\\[ \\]", ""),
                    new Rewriting("\\p{Cntrl}", " "),
                    new Rewriting("\\{(\\w+):[0-9]+\\}", "<$1>"),
                    new Rewriting("<\\{(\\w+)\\}>", "<$1>"),
                    new Rewriting("\\{(\\w+)=\\.\\.\\.\\}", "<$1>..."),
                    new Rewriting("\\{(.*?)\\*?\\}", "<$1>"));

    /** A pattern, and what is written where it is found. */
    private static final class Rewriting {
        private final Pattern found;
        private final String replacement;

        Rewriting(String pattern, String replacement) {
            this.found = Pattern.compile(pattern);
            this.replacement = replacement;
        }
    }

    private final ProtocolModel protocol;
    private final States states;

    UsagesEmitter(ProtocolModel protocol, States states) {
        this.protocol = protocol;
        this.states = states;
    }

    MethodSpec usages() {
        TypeName lines = ParameterizedTypeName.get(List.class, String.class);
        Map<CodeBlock, List<StateModel>> alike = new LinkedHashMap<>();
        for (StateModel state : protocol.states()) {
            alike.computeIfAbsent(lines(state), missing -> new ArrayList<>()).add(state);
        }
        return MethodSpec.methodBuilder("usages")
                .addModifiers(Modifier.PRIVATE)
                .returns(lines)
                .addStatement("$T lines = new $T<>()", lines, ArrayList.class)
                .addCode(states.choose(alike, code -> code))
                .build();
    }

    private CodeBlock lines(StateModel state) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (CommandModel command : state.commands()) {
            if (command.templates().get(0).isEmpty()) {
                continue;
            }
            if (command.startsTls()) {
                code.beginControlFlow("if (offersTls())");
            }
            code.addStatement("lines.add($L)", line(command));
            if (command.startsTls()) {
                code.endControlFlow();
            }
        }
        return code.addStatement("return lines").build();
    }

    private CodeBlock line(CommandModel command) {
        String summary = summary(command.documentation(), protocol.wire().terminators());
        String usage = usage(command.templates().get(0));
        return Literal.of(summary.isEmpty() ? usage : usage + " - " + summary);
    }

    /** How a command is written, for people: {@code set <key> <flags>[ noreply]}. */
    static String usage(Template line) {
        String usage = line.source();
        for (Rewriting rewriting : REWRITINGS) {
            usage = rewriting.found.matcher(usage).replaceAll(rewriting.replacement);
        }
        return usage.strip();
    }

    /** The first sentence of a Javadoc, in characters that every line may have. */
    static String summary(String documentation, Terminators terminators) {
        String text =
                documentation
                        .replaceAll("\\{@\\w+\\s+([^}]*)\\}", "$1")
                        .replaceAll("<[^>]*>", "")
                        .replaceAll("\\s+", " ")
                        .strip();
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end + 1);
        StringBuilder plain = new StringBuilder();
        for (char c : sentence.toCharArray()) {
            boolean writable = c >= ' ' && c <= '~' && terminators.in(String.valueOf(c)).isEmpty();
            plain.append(writable ? c : '?');
        }
        return plain.toString();
    }
}
