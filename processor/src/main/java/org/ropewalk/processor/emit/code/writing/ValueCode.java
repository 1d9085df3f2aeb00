package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import org.ropewalk.processor.model.ValueType;

/** Statements that write values. */
interface ValueCode {
    /** A statement that writes {@code value} to {@code reply}. */
    CodeBlock write(ValueType type, CodeBlock value, Position position);
}
