/**
 * A OneDrive look-alike on loopback that speaks Microsoft Graph v1.0, for trying out and for tests.
 *
 * <p>It answers what this product's client, the official SDK and rclone call, as faithfully as is
 * known; anything else answers 501 with a line in the log. It is strict where the real service is
 * strict, records every request exactly and plays faults on demand. It knows nothing of sealing:
 * what it receives is what the provider would see. Its people, sites and drives are invented, and
 * its host names end in {@code .example}, so nothing it says can lead out of this computer.
 */
package org.dubbelslot.sandbox;
