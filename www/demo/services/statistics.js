// An imitated service: it stores a cookie and says that it runs.
document.cookie = "_insight_id=1; Path=/; SameSite=Lax";
localStorage.setItem("insight-queue", "[]");
{
  const sign = document.getElementById("sign-statistics");
  if (sign) sign.textContent = "Analytics: on";
}
