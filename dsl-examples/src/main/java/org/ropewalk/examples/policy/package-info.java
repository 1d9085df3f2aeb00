/** Postfix's policy delegation: greylisting. */
package org.ropewalk.examples.policy;
