package org.ropewalk.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.template.Template;

/** Lays the reading of error lines: each that is written alike once. */
final class Rejections {
    private final Constants constants;
    private final ValueReading reading;
    private final MethodNames names;
    private final TypeSpec.Builder type;
    private final Map<String, String> rejections = new LinkedHashMap<>();

    /** {@code type} takes the methods. */
    Rejections(
            Constants constants, ValueReading reading, MethodNames names, TypeSpec.Builder type) {
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
        type.addMethod(
                ReplyLines.attempt(
                        name,
                        line,
                        List.of(),
                        any,
                        CodeBlock.of(
                                "call.reject($T.$L, line);\n", Runtime.ERROR_KIND, kind.name()),
                        "",
                        constants,
                        reading));
        return name;
    }
}
