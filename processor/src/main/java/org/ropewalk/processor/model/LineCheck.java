package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;

/**
 * A value that is computed from a line and stands behind it.
 *
 * @param before what stands in front of the line
 * @param between what stands between the line and the value
 * @param type the protocol
 * @param method its static method that computes the value
 */
public record LineCheck(String before, String between, ClassName type, String method) {}
