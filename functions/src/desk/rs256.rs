//! RS256 for the `jsonwebtoken` crate, with the `rsa` crate. It is the one algorithm Cloudflare Access signs with; all
//! others are refused, and their code is not in the module.

use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::signature::{Error as SignatureError, Verifier};
use jsonwebtoken::{Algorithm, DecodingKey, DecodingKeyKind, EncodingKey};
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::{BigUint, RsaPublicKey};
use sha2::Sha256;

static PROVIDER: CryptoProvider =
    CryptoProvider { signer_factory: no_signer, verifier_factory: verifier, key_utils: KeyUtils::new_unimplemented() };

/// Makes it what `jsonwebtoken` verifies with. Doing so again changes nothing.
pub fn install() {
    let _ = PROVIDER.install_default();
}

struct Rs256(VerifyingKey<Sha256>);

impl Verifier<Vec<u8>> for Rs256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), SignatureError> {
        self.0.verify(message, &Signature::try_from(signature.as_slice())?)
    }
}

impl JwtVerifier for Rs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::RS256
    }
}

fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>, Error> {
    let (Algorithm::RS256, DecodingKeyKind::RsaModulusExponent { n, e }) = (algorithm, key.kind()) else {
        return Err(ErrorKind::InvalidAlgorithm.into());
    };
    let key = RsaPublicKey::new(BigUint::from_bytes_be(n), BigUint::from_bytes_be(e))
        .map_err(|_| ErrorKind::InvalidRsaKey("not a public key".to_owned()))?;
    Ok(Box::new(Rs256(VerifyingKey::new(key))))
}

/// The Worker signs nothing.
fn no_signer(_: &Algorithm, _: &EncodingKey) -> Result<Box<dyn JwtSigner>, Error> {
    Err(ErrorKind::InvalidAlgorithm.into())
}
