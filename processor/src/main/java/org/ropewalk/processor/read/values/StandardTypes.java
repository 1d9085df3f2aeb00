package org.ropewalk.processor.read.values;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Octets.Holder;
import org.ropewalk.processor.model.ValueType.Plurality;
import org.ropewalk.processor.read.source.Annotations;

/** What primitives and the simple types of the JDK and of the runtime are on the wire. */
public final class StandardTypes {
    private static final String LINE = "org.ropewalk.line.";

    private final Types types;
    private final Annotations annotations;

    /** Types as the compiler knows them. */
    public StandardTypes(Types types, Annotations annotations) {
        this.types = types;
        this.annotations = annotations;
    }

    /** The type without annotations on its use. */
    public static TypeName name(TypeMirror type) {
        return TypeName.get(type).withoutAnnotations();
    }

    /** The type's meaning; nothing if it is none of these. */
    public Optional<ValueType> of(TypeMirror type) {
        return switch (type.getKind()) {
            case BYTE, SHORT, INT, LONG -> Optional.of(integral(type, type.getKind()));
            case FLOAT, DOUBLE -> Optional.of(new ValueType.Floating(name(type)));
            case CHAR -> Optional.of(new ValueType.Character(name(type)));
            case BOOLEAN -> Optional.of(new ValueType.Truth(name(type)));
            case ARRAY ->
                    ((ArrayType) type).getComponentType().getKind() == TypeKind.BYTE
                            ? Optional.of(new ValueType.Octets(name(type), Holder.ARRAY))
                            : Optional.empty();
            case DECLARED -> declared((DeclaredType) type);
            default -> Optional.empty();
        };
    }

    /** A whole number of so many bits. */
    public ValueType integral(TypeMirror type, TypeKind kind) {
        int bits =
                switch (kind) {
                    case BYTE -> Byte.SIZE;
                    case SHORT -> Short.SIZE;
                    case INT -> Integer.SIZE;
                    default -> Long.SIZE;
                };
        boolean unsigned = annotations.has(type, "Unsigned");
        BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
        return unsigned
                ? new ValueType.Integral(
                        name(type), BigInteger.ZERO, half.shiftLeft(1).subtract(BigInteger.ONE))
                : new ValueType.Integral(name(type), half.negate(), half.subtract(BigInteger.ONE));
    }

    private Optional<ValueType> declared(DeclaredType type) {
        TypeElement element = (TypeElement) type.asElement();
        switch (element.getQualifiedName().toString()) {
            case "org.ropewalk.batch.Replayed":
                return Optional.of(ValueType.Replayed.TYPE);
            case "java.lang.String":
                return Optional.of(new ValueType.Text(name(type)));
            case "java.lang.Byte", "java.lang.Short", "java.lang.Integer", "java.lang.Long":
                return Optional.of(integral(type, types.unboxedType(type).getKind()));
            case "java.lang.Float", "java.lang.Double":
                return Optional.of(new ValueType.Floating(name(type)));
            case "java.lang.Character":
                return Optional.of(new ValueType.Character(name(type)));
            case "java.lang.Boolean":
                return Optional.of(new ValueType.Truth(name(type)));
            case "java.math.BigInteger":
                return Optional.of(new ValueType.Big(name(type), false));
            case "java.math.BigDecimal":
                return Optional.of(new ValueType.Big(name(type), true));
            case LINE + "Bytes":
                return Optional.of(new ValueType.Octets(name(type), Holder.BYTES));
            case LINE + "Slice":
                return Optional.of(new ValueType.Octets(name(type), Holder.SLICE));
            case LINE + "PayloadStream":
                return Optional.of(new ValueType.Octets(name(type), Holder.STREAM));
            case LINE + "Words":
                return Optional.of(
                        new ValueType.Several(
                                name(type),
                                Plurality.WORDS,
                                new ValueType.Octets(
                                        ClassName.get("org.ropewalk.line", "Slice"),
                                        Holder.SLICE)));
            case LINE + "Capabilities":
                return Optional.of(
                        new ValueType.Several(
                                name(type),
                                Plurality.CAPABILITIES,
                                new ValueType.Text(ClassName.get(String.class))));
            default:
                return Optional.empty();
        }
    }

    /** The type's name, for messages. */
    public static String simple(TypeName type) {
        return type instanceof ClassName name ? name.simpleName() : type.toString();
    }

    /** What collects fields; nothing if the type does not. */
    public static Optional<ValueType> fields(TypeMirror type) {
        return switch (Annotations.plain(type)) {
            case "java.util.Map<java.lang.String, java.lang.String>" ->
                    Optional.of(new ValueType.Names(name(type)));
            case "java.util.Map<java.lang.String, java.util.List<java.lang.String>>" ->
                    Optional.of(new ValueType.Fields(name(type), false));
            case "java.util.List<java.util.Map.Entry<java.lang.String, java.lang.String>>" ->
                    Optional.of(new ValueType.Fields(name(type), true));
            default -> Optional.empty();
        };
    }
}
