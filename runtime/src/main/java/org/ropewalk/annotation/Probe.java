package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The command with which a pool of clients checks that a server serves. It has no parameters, and
 * it is answered. A server whose answer is an error, or late, gets no calls.
 *
 * @see org.ropewalk.pool.ClientPool
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Probe {}
