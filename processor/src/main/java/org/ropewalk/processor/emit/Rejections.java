package org.ropewalk.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.template.Template;

/** Lays the reading of error lines: each that is written alike once. */
final class Rejections {
    private final ProtocolModel protocol;
    private final Constants constants;
    private final ValueReading reading;
    private final MethodNames names;
    private final TypeSpec.Builder type;
    private final Map<String, String> rejections = new LinkedHashMap<>();

    /** {@code type} takes the methods. */
    Rejections(
            ProtocolModel protocol,
            Constants constants,
            ValueReading reading,
            MethodNames names,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.constants = constants;
        this.reading = reading;
        this.names = names;
        this.type = type;
    }

    /** The method that reads an error's line; one for all that are written alike. */
    String of(ErrorKind kind, Template line) {
        String known = rejections.get(line.source());
        if (known != null) {
            return known;
        }
        String name =
                names.unique(
                        Javadoc.decapitalized("rejected" + MethodNames.capitalized(kind.member())));
        rejections.put(line.source(), name);
        TypeName any =
                ParameterizedTypeName.get(
                        Runtime.PENDING_CALL, WildcardTypeName.subtypeOf(Object.class));
        CodeBlock reject =
                CodeBlock.of("call.reject($T.$L, line);\n", Runtime.ERROR_KIND, kind.name());
        type.addMethod(
                ReplyLines.attempt(
                        name,
                        line,
                        List.of(),
                        any,
                        closes(line) ? ReplyAlternatives.closing(reject) : reject,
                        "",
                        constants,
                        reading));
        return name;
    }

    /** Whether the server closes the connection behind whatever error is written so. */
    private boolean closes(Template line) {
        List<Boolean> closing =
                Stream.concat(
                                Stream.of(protocol.errors()),
                                protocol.states().stream()
                                        .flatMap(
                                                state ->
                                                        Stream.concat(
                                                                Stream.of(state.errors()),
                                                                state.commands().stream()
                                                                        .map(
                                                                                CommandModel
                                                                                        ::errors))))
                        .flatMap(Rejections::declared)
                        .filter(reply -> isWrittenAs(reply, line))
                        .map(ReplyModel::close)
                        .toList();
        return !closing.isEmpty() && !closing.contains(false);
    }

    private static Stream<ReplyModel> declared(ErrorReplies errors) {
        return Stream.of(ErrorKind.values())
                .flatMap(kind -> errors.declared(kind).stream())
                .map(ErrorReplies.ErrorReply::reply);
    }

    private static boolean isWrittenAs(ReplyModel reply, Template line) {
        return reply.value().filter(own -> own.source().equals(line.source())).isPresent();
    }
}
