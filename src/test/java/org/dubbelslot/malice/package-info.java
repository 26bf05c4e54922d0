/**
 * The malicious provider, played by tests: whoever runs the drive may read, change, swap, roll
 * back, plant and withhold everything on it, and answer whatever it likes. Each test is named after
 * an attack; {@code docs/threat-model.md} lists them with their outcome.
 */
package org.dubbelslot.malice;
