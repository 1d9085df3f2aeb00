package org.ropewalk.processor.read;

/** A type that does not exist yet: another processor may still make it. */
public final class UnresolvedTypeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnresolvedTypeException(String type) {
        super(type);
    }
}
